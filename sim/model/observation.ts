// What the brain sees: the world's state, read only. In simulation these are the world's own arrays (no copy); a live
// fleet builds the same shape from reports.
import type { EventLog } from "./event.ts";
import type { Floor } from "./floor.ts";
import type { OrderBook } from "./order.ts";
import type { RobotStates, RobotType } from "./robot.ts";
import type { SorterStates } from "./sorter.ts";
import type { StationStates } from "./station.ts";
import type { BundleBook, PodStates, SkuTable } from "./stock.ts";

export interface Observation {
  /** Steps taken since the start of the run. */
  readonly step: number;
  readonly stepSeconds: number;
  /** The site's own wall clock at step 0, seconds since 1970-01-01T00:00 local time. */
  readonly startLocalSeconds: number;
  readonly floor: Floor;
  readonly skus: SkuTable;
  readonly robotTypes: readonly RobotType[];
  readonly robots: RobotStates;
  readonly pods: PodStates;
  readonly stations: StationStates;
  readonly orders: OrderBook;
  readonly bundles: BundleBook;
  /** Unserved requests per pod and station: `requests.count(station, pod)` units or bundles. */
  readonly requests: RequestView;
  /** Per cell: no robot may begin to enter it before this step, 0 = open. Absent = no cell is ever closed. */
  readonly cellClosedUntil?: Int32Array;
  /** Trays and chutes of a sorter floor; left out elsewhere. */
  readonly sorter?: SorterStates;
  /** What happened in the step just taken. */
  readonly events: EventLog;
}

export interface RequestView {
  /** Units (pick) or bundles (stow) that this pod still has to serve at this station. */
  count(station: number, pod: number): number;
}
