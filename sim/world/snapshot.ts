// A world's state as plain data: structured-cloneable, complete (random streams and demand too), independent of the world.
import { assert, type EventQueueSnapshot, type RandomState } from "../kernel/index.ts";
import type { DemandSnapshot } from "../model/index.ts";
import type { SavedBundles } from "./bundle-table.ts";
import type { SavedColumns } from "./columns.ts";
import type { SavedOrders } from "./order-table.ts";
import type { SavedRequests } from "./request-table.ts";
import { fillCells, type WorldState } from "./world-state.ts";

export interface WorldSnapshot {
  readonly version: 4;
  readonly step: number;
  readonly robots: SavedColumns;
  readonly pods: SavedColumns;
  readonly stations: SavedColumns;
  readonly orders: SavedOrders;
  readonly bundles: SavedBundles;
  readonly requests: SavedRequests;
  readonly faults: EventQueueSnapshot;
  readonly deliveries: EventQueueSnapshot;
  readonly onOrderUnits: Int32Array;
  readonly wantedUnits: Int32Array;
  readonly leadTimes: RandomState;
  readonly tows: RandomState;
  readonly delays: RandomState;
  /** Four words per robot. */
  readonly failures: Int32Array;
  /** Events of the step just taken, which the brain has not seen yet. */
  readonly events: Int32Array;
  readonly demand: DemandSnapshot;
}

export function saveWorld(state: WorldState, demand: DemandSnapshot): WorldSnapshot {
  return {
    version: 4,
    step: state.step,
    robots: state.robots.snapshot(),
    pods: state.pods.snapshot(),
    stations: state.stations.snapshot(),
    orders: state.orders.snapshot(),
    bundles: state.bundles.snapshot(),
    requests: state.requests.snapshot(),
    faults: state.faults.snapshot(),
    deliveries: state.deliveries.snapshot(),
    onOrderUnits: state.onOrderUnits.slice(),
    wantedUnits: state.wantedUnits.slice(),
    leadTimes: state.leadTimes.snapshot(),
    tows: state.tows.snapshot(),
    delays: state.delays.snapshot(),
    failures: Int32Array.from(state.failures.flatMap((random) => [...random.snapshot()])),
    events: state.events.snapshot(),
    demand,
  };
}

/** Sets the state; the snapshot must come from a world of the same setup. */
export function loadWorld(state: WorldState, saved: WorldSnapshot): void {
  assert(saved.version === 4, `world snapshot version 4 expected, got ${saved.version}`);
  state.step = saved.step;
  state.robots.restore(saved.robots);
  state.pods.restore(saved.pods);
  state.stations.restore(saved.stations);
  state.orders.restore(saved.orders);
  state.bundles.restore(saved.bundles);
  state.requests.restore(saved.requests);
  state.faults.restore(saved.faults);
  state.deliveries.restore(saved.deliveries);
  state.onOrderUnits.set(saved.onOrderUnits);
  state.wantedUnits.set(saved.wantedUnits);
  state.leadTimes.restore(saved.leadTimes);
  state.tows.restore(saved.tows);
  state.delays.restore(saved.delays);
  for (const [robot, random] of state.failures.entries()) {
    const at = 4 * robot;
    const words = saved.failures;
    random.restore([words[at]!, words[at + 1]!, words[at + 2]!, words[at + 3]!]);
  }
  state.events.restore(saved.events);
  fillCells(state);
}
