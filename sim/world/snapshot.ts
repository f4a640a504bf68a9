// A world's state as plain data: structured-cloneable, complete (random streams and demand too), independent of the world.
import { assert, type EventQueueSnapshot, type Random, type RandomState } from "../kernel/index.ts";
import type { DemandSnapshot, PlannedFault } from "../model/index.ts";
import type { SavedBundles } from "./bundle-table.ts";
import type { SavedColumns } from "./columns.ts";
import type { SavedOrders } from "./order-table.ts";
import type { SavedRequests } from "./request-table.ts";
import type { SavedSorter } from "./sorter-table.ts";
import { fillCells, type WorldState } from "./world-state.ts";

export interface WorldSnapshot {
  readonly version: 7;
  readonly step: number;
  readonly robots: SavedColumns;
  readonly pods: SavedColumns;
  readonly stations: SavedColumns;
  readonly orders: SavedOrders;
  readonly bundles: SavedBundles;
  readonly requests: SavedRequests;
  /** Null on a floor without chutes. */
  readonly sorter: SavedSorter | null;
  readonly faults: EventQueueSnapshot;
  readonly injected: readonly PlannedFault[];
  readonly cellClosedUntil: Int32Array;
  readonly supplyStoppedUntil: number;
  /** End and factor of the surge of orders. */
  readonly surge: readonly [number, number];
  readonly robotsToJoin: number;
  readonly surges: RandomState;
  readonly deliveries: EventQueueSnapshot;
  readonly onOrderUnits: Int32Array;
  readonly wantedUnits: Int32Array;
  readonly leadTimes: RandomState;
  readonly tows: RandomState;
  readonly delays: RandomState;
  readonly lateDeliveries: RandomState;
  readonly cancellations: RandomState;
  /** Four words per robot, and per station. */
  readonly failures: Int32Array;
  readonly people: Int32Array;
  readonly services: Int32Array;
  /** Events of the step just taken, which the brain has not seen yet. */
  readonly events: Int32Array;
  readonly demand: DemandSnapshot;
}

export function saveWorld(state: WorldState, demand: DemandSnapshot): WorldSnapshot {
  return {
    version: 7,
    step: state.step,
    robots: state.robots.snapshot(),
    pods: state.pods.snapshot(),
    stations: state.stations.snapshot(),
    orders: state.orders.snapshot(),
    bundles: state.bundles.snapshot(),
    requests: state.requests.snapshot(),
    sorter: state.sorter?.snapshot() ?? null,
    faults: state.faults.snapshot(),
    injected: [...state.injected],
    cellClosedUntil: state.cellClosedUntil.slice(),
    supplyStoppedUntil: state.supplyStoppedUntil,
    surge: [state.surgeUntil, state.surgeFactor],
    robotsToJoin: state.robotsToJoin,
    surges: state.surges.snapshot(),
    deliveries: state.deliveries.snapshot(),
    onOrderUnits: state.onOrderUnits.slice(),
    wantedUnits: state.wantedUnits.slice(),
    leadTimes: state.leadTimes.snapshot(),
    tows: state.tows.snapshot(),
    delays: state.delays.snapshot(),
    lateDeliveries: state.lateDeliveries.snapshot(),
    cancellations: state.cancellations.snapshot(),
    failures: saveStreams(state.failures),
    people: saveStreams(state.people),
    services: saveStreams(state.services),
    events: state.events.snapshot(),
    demand,
  };
}

/** Sets the state; the snapshot must come from a world of the same setup. */
export function loadWorld(state: WorldState, saved: WorldSnapshot): void {
  assert(saved.version === 7, `world snapshot version 7 expected, got ${saved.version}`);
  state.step = saved.step;
  state.robots.restore(saved.robots);
  state.pods.restore(saved.pods);
  state.stations.restore(saved.stations);
  state.orders.restore(saved.orders);
  state.bundles.restore(saved.bundles);
  state.requests.restore(saved.requests);
  if (saved.sorter !== null) state.sorter?.restore(saved.sorter);
  state.faults.restore(saved.faults);
  state.injected.splice(0, Infinity, ...saved.injected);
  state.cellClosedUntil.set(saved.cellClosedUntil);
  state.supplyStoppedUntil = saved.supplyStoppedUntil;
  [state.surgeUntil, state.surgeFactor] = saved.surge;
  state.robotsToJoin = saved.robotsToJoin;
  state.surges.restore(saved.surges);
  state.deliveries.restore(saved.deliveries);
  state.onOrderUnits.set(saved.onOrderUnits);
  state.wantedUnits.set(saved.wantedUnits);
  state.leadTimes.restore(saved.leadTimes);
  state.tows.restore(saved.tows);
  state.delays.restore(saved.delays);
  state.lateDeliveries.restore(saved.lateDeliveries);
  state.cancellations.restore(saved.cancellations);
  restoreStreams(state.failures, saved.failures);
  restoreStreams(state.people, saved.people);
  restoreStreams(state.services, saved.services);
  state.events.restore(saved.events);
  fillCells(state);
}

function saveStreams(streams: readonly Random[]): Int32Array {
  return Int32Array.from(streams.flatMap((random) => [...random.snapshot()]));
}
function restoreStreams(streams: readonly Random[], words: Int32Array): void {
  for (const [index, random] of streams.entries()) {
    const at = 4 * index;
    random.restore([words[at]!, words[at + 1]!, words[at + 2]!, words[at + 3]!]);
  }
}
