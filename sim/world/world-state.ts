// All state of a world in one object, which the parts of a step read and change. Everything in it is saved by a snapshot,
// made from the setup, or rebuilt from the rest.
import { EventQueue, Random } from "../kernel/index.ts";
import { EventLog, type Floor, levelsOf, type PlannedFault, type WorldSetup } from "../model/index.ts";
import { BundleTable } from "./bundle-table.ts";
import { OrderTable } from "./order-table.ts";
import { PodTable } from "./pod-table.ts";
import { RequestTable } from "./request-table.ts";
import { Pending, RobotTable } from "./robot-table.ts";
import { SorterTable } from "./sorter-table.ts";
import { StationTable } from "./station-table.ts";

export interface WorldState {
  readonly setup: WorldSetup;
  readonly floor: Floor;
  step: number;
  readonly robots: RobotTable;
  readonly pods: PodTable;
  readonly stations: StationTable;
  readonly orders: OrderTable;
  readonly bundles: BundleTable;
  readonly requests: RequestTable;
  /** Null on a floor without chutes. */
  readonly sorter: SorterTable | null;
  readonly events: EventLog;
  /** Robot in each cell, −1 = none; one between two cells is in both. */
  readonly occupant: Int32Array;
  /** Pod stored in each cell and level, −1 = none; read through `shelfOf`. */
  readonly storedPod: Int32Array;
  /** Robots climbing in each tall rack. */
  readonly climbers: Int32Array;
  /** What will happen by the clock: faults and their ends, failures, cancellations. */
  readonly faults: EventQueue;
  /** Faults put into the running world, in the order in which they came. */
  readonly injected: PlannedFault[];
  /** Per cell: no robot may begin to enter it before this step; 0 = open. */
  readonly cellClosedUntil: Int32Array;
  /** Nothing arrives at the dock before this step. */
  supplyStoppedUntil: number;
  /** Before this step each order comes `surgeFactor` times. */
  surgeUntil: number;
  surgeFactor: number;
  /** Robots of the yard that have not come onto the floor yet. */
  robotsToJoin: number;
  readonly deliveries: EventQueue;
  /** Units of SKUs asked from the supplier that have not arrived. */
  readonly onOrderUnits: Int32Array;
  /** Units of each SKU that open orders have not been given yet. */
  readonly wantedUnits: Int32Array;
  readonly leadTimes: Random;
  /** One stream per robot, so that no robot's failures depend on what another did. */
  readonly failures: readonly Random[];
  readonly tows: Random;
  readonly delays: Random;
  readonly lateDeliveries: Random;
  readonly cancellations: Random;
  readonly surges: Random;
  /** One stream per station for its people's pace, and one for the time of its units. */
  readonly people: readonly Random[];
  readonly services: readonly Random[];
}

export function newWorldState(setup: WorldSetup): WorldState {
  const { floor, seed } = setup;
  const cellCount = floor.width * floor.height;
  const robots = new RobotTable(setup);
  const state: WorldState = {
    setup,
    floor,
    step: 0,
    robots,
    pods: new PodTable(setup),
    stations: new StationTable(setup),
    orders: new OrderTable(),
    bundles: new BundleTable(),
    requests: new RequestTable(setup.pods.cell.length),
    sorter: setup.sorter === undefined ? null : new SorterTable(setup),
    events: new EventLog(),
    occupant: new Int32Array(cellCount),
    storedPod: new Int32Array(cellCount * levelsOf(floor)),
    climbers: new Int32Array(floor.racks?.rackCount ?? 0),
    faults: new EventQueue(Math.max(64, 2 * robots.count)),
    injected: [],
    cellClosedUntil: new Int32Array(cellCount),
    supplyStoppedUntil: 0,
    surgeUntil: 0,
    surgeFactor: 1,
    robotsToJoin: 0,
    deliveries: new EventQueue(),
    onOrderUnits: new Int32Array(setup.skus.count),
    wantedUnits: new Int32Array(setup.skus.count),
    leadTimes: new Random(seed, "world/supply lead times"),
    failures: Array.from({ length: robots.count }, (_, robot) => new Random(seed, `world/failures ${robot}`)),
    tows: new Random(seed, "world/tows"),
    delays: new Random(seed, "world/delays"),
    lateDeliveries: new Random(seed, "world/late deliveries"),
    cancellations: new Random(seed, "world/cancellations"),
    surges: new Random(seed, "world/surges"),
    people: floor.stations.map((_, station) => new Random(seed, `world/people ${station}`)),
    services: floor.stations.map((_, station) => new Random(seed, `world/services ${station}`)),
  };
  fillCells(state);
  return state;
}

/** Where `storedPod` has the pod of a cell and level. */
export function shelfOf({ floor }: WorldState, cell: number, level: number): number {
  return floor.racks === undefined ? cell : cell * floor.racks.levels + level;
}

/** Rebuilds who stands where, and who climbs, from the robots and pods. */
export function fillCells(state: WorldState): void {
  state.occupant.fill(-1);
  state.storedPod.fill(-1);
  state.climbers.fill(0);
  const { robots, pods, floor } = state;
  for (let robot = 0; robot < robots.count; robot += 1) {
    state.occupant[robots.cell[robot]!] = robot;
    if (robots.entering[robot]! >= 0) state.occupant[robots.entering[robot]!] = robot;
    const rack = floor.racks?.rackOfCell[robots.cell[robot]!] ?? -1;
    const climbs = robots.pending[robot] === Pending.lift || robots.pending[robot] === Pending.setDown;
    if (rack >= 0 && climbs) state.climbers[rack]! += 1;
  }
  for (let pod = 0; pod < pods.count; pod += 1) {
    if (pods.cell[pod]! >= 0) state.storedPod[shelfOf(state, pods.cell[pod]!, pods.level[pod]!)] = pod;
  }
}
