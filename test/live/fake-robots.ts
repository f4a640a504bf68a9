// Robots as work sees them, set by hand: on a line of places, each place a step from the next.
import type { FleetRobots } from "../../devices/live/index.ts";
import type { ActionState, Load, RobotState } from "../../devices/vda5050/index.ts";

export interface FakeRobot {
  place: number;
  free: boolean;
  state: RobotState | null;
}

export function robotState(
  loads: readonly string[] | undefined,
  actions: Readonly<Record<string, ActionState["status"]>> = {},
  orderId = "o1",
): RobotState {
  return {
    orderId,
    orderUpdateId: 0,
    lastNodeId: "",
    lastNodeSequenceId: 0,
    nodeStates: [],
    edgeStates: [],
    driving: false,
    operatingMode: "AUTOMATIC",
    ...(loads === undefined ? {} : { loads: loads.map((loadId): Load => ({ loadId })) }),
    actionStates: Object.entries(actions).map(([actionId, status]) => ({ actionId, status })),
    instantActionStates: [],
    zoneActionStates: [],
    powerSupply: { stateOfCharge: 80, charging: false },
    errors: [],
    information: [],
    emergencyStop: "NONE",
    fieldViolation: false,
  };
}

export function fakeFleet(places: readonly number[]) {
  const robots: FakeRobot[] = places.map((place) => ({ place, free: true, state: robotState([]) }));
  const view: FleetRobots = {
    count: robots.length,
    isFree: (robot) => robots[robot]!.free,
    placeOf: (robot) => robots[robot]!.place,
    headingOf: () => 0,
    nextPlaceOf: () => -1,
    distance: (robot, place) => Math.abs(robots[robot]!.place - place),
    state: (robot) => robots[robot]?.state ?? null,
  };
  return { robots, view };
}
