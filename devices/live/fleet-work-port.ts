// What decides where robots go and what they do there: transport orders, a warehouse's dispatch. The live loop asks it; it
// knows neither traffic nor messages.
import type { ActionParameter, RobotState } from "../vda5050/index.ts";
import type { OperationAnswer } from "./operations.ts";

/** What work may ask about robots. Places are numbers of the site's map. */
export interface FleetRobots {
  readonly count: number;
  /** Takes new work now. */
  isFree(robot: number): boolean;
  /** Where it stands as far as it has reported. */
  placeOf(robot: number): number;
  headingOf(robot: number): number;
  /** The place that it is on its way to; −1 = it stands. */
  nextPlaceOf(robot: number): number;
  /** Steps of traffic from where it stands; Infinity where there is no way. */
  distance(robot: number, place: number): number;
  /** What it said last of itself: loads, charge, actions. Null before its first state. */
  state(robot: number): RobotState | null;
}

/** An action that a robot carries out where it stands. */
export interface WorkAction {
  readonly actionType: string;
  /** Never given twice. */
  readonly actionId: string;
  readonly parameters: readonly ActionParameter[];
}
/** LOST: the robot has forgotten the action before it was over; nobody knows what came of it. */
export type WorkActionResult = "FINISHED" | "FAILED" | "LOST";

/** What is on a robot is not what it should be. `load` is the load in question, as people know it. */
export interface WorkTrouble {
  readonly kind: "pick-failed" | "drop-failed" | "load-lost" | "load-unknown" | "load-elsewhere";
  readonly load: string;
}

export interface FleetWork {
  /** Called ten times a second, before anything else is asked: for work that has a beat of its own. */
  beat?(robots: FleetRobots, nowMs: number): void;
  /** Called ten times a second, also while the fleet has not begun: for work that has to see what robots show meanwhile. */
  watch?(robots: FleetRobots): void;
  /** Gives work to robots that are free; asked several times a second. */
  assign(robots: FleetRobots, nowMs: number): void;
  /** Has a goal, or an action under way. */
  hasWork(robot: number): boolean;
  /** Place that it is to go to; −1 = none, it rests and gives way. */
  goalOf(robot: number): number;
  /** Right of way: larger goes first. Left out: all alike. */
  priorityOf?(robot: number): number;
  /** Why it does not go on though nothing is wrong with the robot itself: a person has to look. Undefined: nothing. */
  troubleOf?(robot: number): WorkTrouble | undefined;
  /** A person has looked at the robot and lets it go on. */
  confirm?(robot: number, robots: FleetRobots): void;
  /** Carries out an action where it stands: it is sent nowhere. */
  isWorking(robot: number): boolean;
  /** Drives as one that is loaded, on floors where that makes a difference. */
  isLaden(robot: number): boolean;
  /** It stands at its goal: the action to carry out there; null = none now, asked again. */
  arrive(robot: number, nowMs: number): WorkAction | null;
  /** What came of an action. */
  finish(robot: number, actionId: string, result: WorkActionResult, robots: FleetRobots): void;
  /** The robot can never carry out the action, by what it says of itself: nothing was sent. Left out: it counts as failed. */
  refuse?(robot: number, actionId: string, reason: string): void;
  /** The robot will not go on for now: what another can do is taken from it. True if it was. */
  unassign(robot: number, reason: string): boolean;
  /** A person sends the robot to charge. Left out: this work knows no chargers. */
  charge?(robot: number, robots: FleetRobots): OperationAnswer;
  /** Order that it works on, by the name under which people know it. */
  orderOf(robot: number): string | undefined;
}

/** The robot says that it carries something; undefined: it does not say. */
export function hasLoad(robots: FleetRobots, robot: number): boolean | undefined {
  const loads = robots.state(robot)?.loads;
  return loads === undefined ? undefined : loads.length > 0;
}
