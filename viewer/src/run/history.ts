// What a pane remembers of its run by minute: series for the charts and KPI reports for any shown time.

import type { KpiReport } from "../../../scenarios/index.ts";
import { activityNames } from "../../../sim/model/index.ts";
import type { SeriesPart } from "../protocol/messages.ts";

/** Reports kept; when full, every second one goes. */
const reportsMax = 2048;
const activityCount = activityNames.length;

export class RunHistory {
  /** Minutes known. */
  minutes = 0;
  private readonly reports: { readonly step: number; readonly report: KpiReport }[] = [];
  private columns = makeColumns(256);

  add(step: number, report: KpiReport, part: SeriesPart): void {
    const last = this.reports.at(-1);
    if (last === undefined || step > last.step) this.reports.push({ step, report });
    if (this.reports.length > reportsMax) thin(this.reports);
    if (part.count === 0) return;
    this.reserve(part.from + part.count);
    const { columns } = this;
    // Minutes that a damaged recording has lost are unknown, not zero.
    for (const column of [...columnNames.map((name) => columns[name]), ...columns.robots]) {
      if (part.from > this.minutes) column.fill(Number.NaN, this.minutes, part.from);
    }
    columns.ordersArrived.set(part.ordersArrived, part.from);
    columns.ordersDone.set(part.ordersDone, part.from);
    columns.unitsPicked.set(part.unitsPicked, part.from);
    columns.backlog.set(part.backlog, part.from);
    columns.lateOrders.set(part.lateOrders, part.from);
    columns.stationsBusy.set(part.stationsBusy, part.from);
    for (let activity = 0; activity < activityCount; activity += 1) {
      const values = part.robots.subarray(activity * part.count, (activity + 1) * part.count);
      columns.robots[activity]!.set(values, part.from);
    }
    this.minutes = Math.max(this.minutes, part.from + part.count);
  }

  /** Minutes from this one on, and reports after `step`, are void. */
  dropAfter(step: number, minute: number): void {
    while (this.reports.length > 0 && this.reports.at(-1)!.step > step) this.reports.pop();
    this.minutes = Math.min(this.minutes, minute);
  }
  copyUntil(step: number, minute: number): RunHistory {
    const copy = new RunHistory();
    copy.reports.push(...this.reports.filter((entry) => entry.step <= step));
    copy.minutes = Math.min(this.minutes, minute);
    copy.reserve(copy.minutes);
    for (const name of columnNames) copy.columns[name].set(this.columns[name].subarray(0, copy.minutes));
    copy.columns.robots.forEach((column, activity) => {
      column.set(this.columns.robots[activity]!.subarray(0, copy.minutes));
    });
    return copy;
  }

  /** The report of the latest minute at or before `step`, or null. */
  reportAt(step: number): KpiReport | null {
    return this.reports.findLast((entry) => entry.step <= step)?.report ?? this.reports[0]?.report ?? null;
  }
  get latestReport(): KpiReport | null {
    return this.reports.at(-1)?.report ?? null;
  }
  /** Per-minute columns; only the first `minutes` entries count, and the arrays change when they grow. */
  get series(): SeriesColumns {
    return this.columns;
  }

  private reserve(minutes: number): void {
    if (minutes <= this.columns.backlog.length) return;
    const larger = makeColumns(Math.max(minutes, this.columns.backlog.length * 2));
    for (const name of columnNames) larger[name].set(this.columns[name]);
    for (let activity = 0; activity < activityCount; activity += 1) {
      larger.robots[activity]!.set(this.columns.robots[activity]!);
    }
    this.columns = larger;
  }
}

const columnNames = [
  "ordersArrived",
  "ordersDone",
  "unitsPicked",
  "backlog",
  "lateOrders",
  "stationsBusy",
] as const;

export type SeriesColumns = Readonly<Record<(typeof columnNames)[number], Float64Array>> & {
  readonly robots: readonly Float64Array[];
};

function makeColumns(capacity: number): SeriesColumns {
  return {
    ordersArrived: new Float64Array(capacity),
    ordersDone: new Float64Array(capacity),
    unitsPicked: new Float64Array(capacity),
    backlog: new Float64Array(capacity),
    lateOrders: new Float64Array(capacity),
    stationsBusy: new Float64Array(capacity),
    robots: Array.from({ length: activityCount }, () => new Float64Array(capacity)),
  };
}

function thin<T>(entries: T[]): void {
  const kept = entries.filter((_, index) => index % 2 === 0);
  entries.length = 0;
  entries.push(...kept);
}

/**
 * Rate per hour over a trailing window of minutes, for minutes 0 … count − 1: a window at least one work cycle long
 * shows no saw-tooth where the rate is constant. Minutes that are not known (NaN) do not count, and have no rate.
 */
export function trailingRatePerHour(
  perMinute: Float64Array,
  count: number,
  windowMinutes: number,
): Float64Array {
  const rate = new Float64Array(count);
  let sum = 0;
  let known = 0;
  const take = (minute: number, sign: number) => {
    const value = perMinute[minute]!;
    if (Number.isNaN(value)) return;
    sum += sign * value;
    known += sign;
  };
  for (let minute = 0; minute < count; minute += 1) {
    take(minute, 1);
    if (minute >= windowMinutes) take(minute - windowMinutes, -1);
    rate[minute] = Number.isNaN(perMinute[minute]!) ? Number.NaN : (sum / known) * 60;
  }
  return rate;
}
