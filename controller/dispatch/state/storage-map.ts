// Which pod places are taken, promised or free. A place is promised to a pod from the moment a robot sets out for it.
import { assert, type Random } from "../../../sim/kernel/index.ts";
import { levelsOf, type PodStates } from "../../../sim/model/index.ts";
import { type Geometry, unreachable } from "./geometry.ts";
import { copyState } from "./plain-state.ts";

export class StorageMap {
  state: {
    /** Pod stored at or promised to each place, −1 = free. */
    pod: Int32Array;
    /** Free places in no order, and each place's index there (−1 = not free). */
    free: Int32Array;
    position: Int32Array;
    freeCount: number;
    /** First place of each pod, for the fixed rule. */
    home: Int32Array;
  };

  /** Work space of `randomFree`. */
  private readonly reachable: Int32Array;

  constructor(
    private readonly geometry: Geometry,
    pods: PodStates,
  ) {
    const places = geometry.floor.podPlaces.length;
    this.reachable = new Int32Array(places);
    this.state = {
      pod: new Int32Array(places).fill(-1),
      free: new Int32Array(places),
      position: new Int32Array(places),
      freeCount: places,
      home: new Int32Array(pods.count).fill(-1),
    };
    for (let place = 0; place < places; place += 1) {
      this.state.free[place] = place;
      this.state.position[place] = place;
    }
    for (let pod = 0; pod < pods.count; pod += 1) {
      if (pods.cell[pod] < 0) continue;
      const place = geometry.placeOfPod(pods, pod);
      assert(place >= 0, `pod ${pod} is stored at cell ${pods.cell[pod]}, which is no pod place`);
      this.state.home[pod] = place;
      this.take(place, pod);
    }
  }

  isFree(place: number): boolean {
    return this.state.position[place] >= 0;
  }
  /** The place of a cell that is promised to the pod or holds it, −1 = none. */
  placeAt(cell: number, pod: number): number {
    const lowest = this.geometry.placeOfCell[cell];
    if (lowest < 0) return -1;
    for (let place = lowest; place < lowest + levelsOf(this.geometry.floor); place += 1) {
      if (this.state.pod[place] === pod) return place;
    }
    return -1;
  }
  get freeCount(): number {
    return this.state.freeCount;
  }
  /** Promises a free place to a pod. */
  take(place: number, pod: number): void {
    const state = this.state;
    assert(state.position[place] >= 0, `place ${place} is promised twice`);
    const last = state.free[--state.freeCount];
    state.free[state.position[place]] = last;
    state.position[last] = state.position[place];
    state.position[place] = -1;
    state.pod[place] = pod;
  }
  /** The pod has left the place, or no longer comes. */
  leave(place: number): void {
    const state = this.state;
    if (state.position[place] >= 0) return;
    state.pod[place] = -1;
    state.position[place] = state.freeCount;
    state.free[state.freeCount++] = place;
  }
  /** A free place drawn uniformly among those with a laden route (`steps` per place), or −1. */
  randomFree(random: Random, steps: Uint16Array): number {
    let count = 0;
    for (let i = 0; i < this.state.freeCount; i += 1) {
      const place = this.state.free[i];
      if (steps[place] !== unreachable) this.reachable[count++] = place;
    }
    return count > 0 ? this.reachable[random.below(count)] : -1;
  }
  /** The free place with the shortest laden route (`steps` per place), or −1; ties by place. */
  nearestFree(steps: Uint16Array): number {
    let best = -1;
    let bestSteps: number = unreachable;
    for (let i = 0; i < this.state.freeCount; i += 1) {
      const place = this.state.free[i];
      if (steps[place] < bestSteps || (steps[place] === bestSteps && place < best)) {
        best = place;
        bestSteps = steps[place];
      }
    }
    return best;
  }

  snapshot(): StorageMap["state"] {
    return copyState(this.state);
  }
  restore(state: StorageMap["state"]): void {
    this.state = copyState(state);
  }
}
