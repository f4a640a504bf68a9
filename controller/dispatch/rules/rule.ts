// The shape of a rule per decision. A rule reads the context and chooses; it changes nothing but its random stream. `explain`
// says why right after `choose` with the same arguments and what came of it; it is only called while somebody asks, and draws
// nothing.
import type { Explanation } from "../../controller-port.ts";
import type { DispatchContext } from "../context.ts";
import type { SorterView } from "../sorter/sorter-view.ts";
import type { PodCandidates } from "../state/pod-candidates.ts";
import type { ReasonCode } from "../state/reasons.ts";

export interface OrderReleaseRule {
  /** How many held orders may enter the pool in this step; the most urgent enter first. */
  quota(context: DispatchContext): number;
  explain(context: DispatchContext, quota: number): Explanation;
}

export interface OrderStationRule {
  /** Entry of the released order that the station's free slot gets, or −1 to leave the slot free for now. */
  choose(context: DispatchContext, station: number): number;
  /** Lines (nodes) of the chosen order that the station takes, the others wait on; none, or left out: all of them. */
  part?(context: DispatchContext, station: number, entry: number): readonly number[];
  explain(context: DispatchContext, station: number, entry: number): Explanation;
}

export interface PodChoiceRule {
  /** True if the rule looks at `candidates.waiting`, or at `candidates.work`. */
  readonly looksAtWaiting?: boolean;
  readonly looksAtWork?: boolean;
  /** Index of the candidate to fetch; called with at least one. */
  choose(context: DispatchContext, candidates: PodCandidates, station: number): number;
  explain(context: DispatchContext, candidates: PodCandidates, station: number, chosen: number): Explanation;
}

export interface AfterVisitRule {
  /** Pick station that the pod, done at `from`, goes on to; −1 = back to storage. */
  choose(context: DispatchContext, pod: number, from: number): number;
  explain(context: DispatchContext, pod: number, from: number, station: number): Explanation;
}

export interface PodStorageRule {
  /**
   * Free place that robot `robot` can carry a pod to, coming from `station` (−1 = from elsewhere); −1 = none.
   */
  choose(context: DispatchContext, robot: number, pod: number, station: number): number;
  explain(context: DispatchContext, robot: number, pod: number, station: number, place: number): Explanation;
}

export interface StockPodRule {
  /** Stored pod that `accepts` a bundle of the SKU at the station, or −1. */
  choose(
    context: DispatchContext,
    station: number,
    sku: number,
    units: number,
    accepts: (pod: number) => boolean,
  ): number;
  explain(context: DispatchContext, station: number, sku: number, units: number, pod: number): Explanation;
}

export interface ReplenishStationRule {
  /** Which of these open replenishment stations with room (at least one, ascending ids) the next bundle goes to. */
  choose(context: DispatchContext, stations: readonly number[]): number;
  explain(context: DispatchContext, stations: readonly number[], station: number): Explanation;
}

/** A stored pod and the free place that an idle robot should take it to. */
export interface PodMove {
  readonly pod: number;
  readonly place: number;
}
export interface RepositioningRule {
  /** The next move that is worth an idle robot's time, or null. The pod is unclaimed, the place free. */
  next(context: DispatchContext): PodMove | null;
  explain(context: DispatchContext, move: PodMove | null): Explanation;
}

/** Tasks of one step: `robots[k]` fetches `pods[k]`; the robots from `taskCount` on are free and may be swapped in. */
export interface TaskMatch {
  readonly robots: Int32Array;
  readonly robotCount: number;
  readonly pods: Int32Array;
  readonly taskCount: number;
}
export interface RobotTaskRule {
  /** Sets how many robots each station may have at most; without it only the cap per station holds. */
  shareOut?(context: DispatchContext, goals: Int32Array): void;
  /** Index in `free` (first `count` entries, ascending ids) of the robot to fetch the pod; `able` says who can carry it. */
  choose(
    context: DispatchContext,
    pod: number,
    free: Int32Array,
    count: number,
    able: (robot: number) => boolean,
  ): number;
  /** Why this robot fetches the pod; asked once the tasks of the step are settled. */
  explain(context: DispatchContext, pod: number, robot: number): Explanation;
  /** Reassigns the tasks of one step all at once, by putting other robots first. */
  improve?(context: DispatchContext, match: TaskMatch): void;
}

export interface RobotInductionRule {
  /** Which of these inductions with room for one more robot (at least one, ascending ids) an empty robot goes to. */
  choose(context: DispatchContext, sorter: SorterView, robot: number, inductions: readonly number[]): number;
  explain(
    context: DispatchContext,
    sorter: SorterView,
    robot: number,
    inductions: readonly number[],
    station: number,
  ): Explanation;
}

export interface ChuteChoiceRule {
  /** Which of these chutes of the parcel's destination (at least one, ascending ids) a robot at `cell` tips it into. */
  choose(context: DispatchContext, sorter: SorterView, cell: number, chutes: readonly number[]): number;
  explain(
    context: DispatchContext,
    sorter: SorterView,
    cell: number,
    chutes: readonly number[],
    chute: number,
  ): Explanation;
}

export interface StationActivationRule {
  /** Sets `context.stations.state.wanted`. */
  decide(context: DispatchContext): void;
  /** Why the station is wanted open or closed. */
  explain(context: DispatchContext, station: number): Explanation;
}

export interface ChargingRule {
  /** Why a robot without a task should charge now, or null. `share` of a full battery. */
  wants(context: DispatchContext, robot: number, share: number): ReasonCode | null;
  /** True when a charging robot may leave; `context.state.waitingForCharger` robots want its place. */
  leaves(context: DispatchContext, robot: number, share: number): boolean;
  /** Why the robot should charge now, or need not. */
  explain(context: DispatchContext, robot: number, share: number, wants: ReasonCode | null): Explanation;
}
