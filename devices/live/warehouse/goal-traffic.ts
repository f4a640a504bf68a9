// Traffic as the brain sees it in live control: it hears where robots are to go and says nothing. The live loop's own traffic
// drives them there in its own time, and what came of it shows in the next observation.
import type {
  Traffic,
  TrafficInput,
  TrafficSnapshot,
  TrafficStatistics,
} from "../../../controller/traffic/index.ts";

export class GoalTraffic implements Traffic {
  /** As dispatch wants it, filled anew by each step. */
  readonly goal: Int32Array;
  readonly frozen: Uint8Array;
  readonly priority: Int32Array;
  private readonly waits: Uint8Array;

  /** @param distances answers what dispatch asks about ways; plans nothing. */
  constructor(
    robotCount: number,
    private readonly distances: Traffic,
  ) {
    this.goal = new Int32Array(robotCount).fill(-1);
    this.frozen = new Uint8Array(robotCount);
    this.priority = new Int32Array(robotCount);
    this.waits = new Uint8Array(robotCount);
  }

  plan(input: TrafficInput): Uint8Array {
    this.goal.set(input.goal);
    this.frozen.set(input.frozen);
    this.priority.set(input.priority);
    return this.waits;
  }
  distance(cell: number, heading: number, goal: number, laden: boolean): number {
    return this.distances.distance(cell, heading, goal, laden);
  }
  distanceIfKnown(cell: number, heading: number, goal: number, laden: boolean): number {
    return this.distances.distanceIfKnown(cell, heading, goal, laden);
  }
  setBlocked(cell: number, blocked: boolean): void {
    this.distances.setBlocked(cell, blocked);
  }
  get statistics(): TrafficStatistics {
    return this.distances.statistics;
  }
  snapshot(): TrafficSnapshot {
    return this.distances.snapshot();
  }
  restore(snapshot: TrafficSnapshot): void {
    this.distances.restore(snapshot);
  }
}
