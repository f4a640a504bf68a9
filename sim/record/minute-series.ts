// The per-minute series of a run: running sums of the current minute, columns of the finished ones.
import { activityNames } from "../model/index.ts";
import type { KpiSeries } from "./kpi.ts";

const activityCount = activityNames.length;
const columns = [
  "ordersArrived",
  "ordersDone",
  "unitsPicked",
  "backlog",
  "lateOrders",
  "stationsBusy",
] as const;

export class MinuteSeries {
  /** Sums of the current minute; the recorder adds to them. */
  arrived = 0;
  done = 0;
  units = 0;
  stationSteps = 0;
  steps = 0;
  readonly activitySteps = new Float64Array(activityCount);
  minutes = 0;
  private readonly data: Record<(typeof columns)[number], Float64Array>;
  private readonly robots: Float64Array;

  constructor(private readonly capacity: number) {
    const column = () => new Float64Array(capacity);
    this.data = {
      ordersArrived: column(),
      ordersDone: column(),
      unitsPicked: column(),
      backlog: column(),
      lateOrders: column(),
      stationsBusy: column(),
    };
    this.robots = new Float64Array(capacity * activityCount);
  }

  closeMinute(backlog: number, lateOrders: number): void {
    const minute = this.minutes;
    if (minute >= this.capacity) return;
    this.data.ordersArrived[minute] = this.arrived;
    this.data.ordersDone[minute] = this.done;
    this.data.unitsPicked[minute] = this.units;
    this.data.backlog[minute] = backlog;
    this.data.lateOrders[minute] = lateOrders;
    this.data.stationsBusy[minute] = this.stationSteps / this.steps;
    for (let activity = 0; activity < activityCount; activity += 1) {
      this.robots[activity * this.capacity + minute] = this.activitySteps[activity]! / this.steps;
      this.activitySteps[activity] = 0;
    }
    this.arrived = 0;
    this.done = 0;
    this.units = 0;
    this.stationSteps = 0;
    this.steps = 0;
    this.minutes += 1;
  }

  /** Copies of the finished minutes. */
  view(): KpiSeries {
    const { minutes } = this;
    const robots = new Float64Array(activityCount * minutes);
    for (let activity = 0; activity < activityCount; activity += 1) {
      const from = activity * this.capacity;
      robots.set(this.robots.subarray(from, from + minutes), activity * minutes);
    }
    const cut = (column: (typeof columns)[number]) => this.data[column].slice(0, minutes);
    return {
      minutes,
      ordersArrived: cut("ordersArrived"),
      ordersDone: cut("ordersDone"),
      unitsPicked: cut("unitsPicked"),
      backlog: cut("backlog"),
      lateOrders: cut("lateOrders"),
      robots,
      stationsBusy: cut("stationsBusy"),
    };
  }

  snapshot(): SeriesState {
    return {
      finished: this.view(),
      current: [this.arrived, this.done, this.units, this.stationSteps, this.steps],
      activitySteps: this.activitySteps.slice(),
    };
  }
  restore(state: SeriesState): void {
    const { finished } = state;
    this.minutes = finished.minutes;
    for (const column of columns) this.data[column].set(finished[column]);
    for (let activity = 0; activity < activityCount; activity += 1) {
      const from = activity * finished.minutes;
      this.robots.set(finished.robots.subarray(from, from + finished.minutes), activity * this.capacity);
    }
    [this.arrived, this.done, this.units, this.stationSteps, this.steps] = state.current;
    this.activitySteps.set(state.activitySteps);
  }
}

export interface SeriesState {
  readonly finished: KpiSeries;
  readonly current: readonly [number, number, number, number, number];
  readonly activitySteps: Float64Array;
}
