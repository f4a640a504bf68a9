// What each station has taken on: the open orders assigned to it, the units of theirs that no pod has been promised
// for, and the pods bound for it.
import { assert } from "../../../sim/kernel/index.ts";
import { copyState } from "./plain-state.ts";

export class StationWork {
  readonly ordersMax: number;
  readonly podsMax: number;
  state: ReturnType<typeof emptyState>;

  constructor(
    readonly count: number,
    ordersMax: number,
    podsMax: number,
  ) {
    this.ordersMax = ordersMax;
    this.podsMax = podsMax;
    this.state = emptyState(count, ordersMax, podsMax);
  }

  addOrder(station: number, entry: number): void {
    const at = this.state.orderCount[station]++;
    assert(at < this.ordersMax, `station ${station} holds more orders than it has slots`);
    this.state.orders[station * this.ordersMax + at] = entry;
  }
  removeOrder(station: number, entry: number): void {
    removeKeepingOrder(this.state.orders, station * this.ordersMax, this.state.orderCount, station, entry);
  }
  /** k-th open order (entry of the order pool), oldest assignment first. */
  orderAt(station: number, k: number): number {
    return this.state.orders[station * this.ordersMax + k];
  }
  addPod(station: number, pod: number): void {
    const at = this.state.podCount[station]++;
    assert(at < this.podsMax, `more pods are bound for station ${station} than limits.podsPerStationMax`);
    this.state.pods[station * this.podsMax + at] = pod;
  }
  removePod(station: number, pod: number): void {
    removeKeepingOrder(this.state.pods, station * this.podsMax, this.state.podCount, station, pod);
  }
  /** k-th pod bound for the station, longest on its way first. */
  podAt(station: number, k: number): number {
    return this.state.pods[station * this.podsMax + k];
  }
  /** Smooths how long a pod visit takes, for admission. */
  noteVisit(station: number, steps: number): void {
    this.state.visitSteps[station] += (steps - this.state.visitSteps[station]) / 8;
  }

  snapshot(): ReturnType<typeof emptyState> {
    return copyState(this.state);
  }
  restore(state: ReturnType<typeof emptyState>): void {
    this.state = copyState(state);
  }
}

function removeKeepingOrder(
  list: Int32Array,
  start: number,
  counts: Int32Array,
  station: number,
  value: number,
): void {
  const end = start + counts[station];
  const at = list.indexOf(value, start);
  assert(at >= 0 && at < end, `${value} is not listed at station ${station}`);
  list.copyWithin(at, at + 1, end);
  counts[station] -= 1;
}

function emptyState(count: number, ordersMax: number, podsMax: number) {
  return {
    orders: new Int32Array(count * ordersMax),
    orderCount: new Int32Array(count),
    /** Units of open orders not promised from any pod. */
    unmet: new Int32Array(count),
    pods: new Int32Array(count * podsMax),
    podCount: new Int32Array(count),
    /** Free slots after the commands given so far in this step. */
    slotsFree: new Int32Array(count),
    /** Smoothed steps from a pod's arrival at the work cell to its leaving. */
    visitSteps: new Float64Array(count).fill(45),
    /** Robots that the robot-task rule grants the station. */
    robotGoal: new Int32Array(count).fill(podsMax),
    /** Before this step the station is not asked again which pod it needs. */
    retryStep: new Int32Array(count),
    /** Assignments so far, for rules that alternate. */
    assignments: new Int32Array(count),
    /** 1 = dispatch wants the station open. */
    wanted: new Uint8Array(count).fill(1),
    /** Failed robot that stands in the station's lane, or −1: nothing gets through. */
    jammedBy: new Int32Array(count).fill(-1),
    /** 1 = needs of its open orders must be read anew. */
    stale: new Uint8Array(count),
  };
}
