import { describe, expect, test } from "vitest";
import { stack } from "../../viewer/src/charts/chart-data.ts";
import type { SeriesPart } from "../../viewer/src/protocol/messages.ts";
import { RunHistory, trailingRatePerHour } from "../../viewer/src/run/history.ts";
import { StandInRun } from "./stand-in-run.ts";

const run = new StandInRun({
  scenario: "ring",
  seed: 1,
  strategy: "fast",
  hours: 10,
  injections: [],
  own: null,
});
const report = (done: number) => ({ ...run.kpis(), ordersDone: done });
function part(from: number, values: readonly number[]): SeriesPart {
  const column = Float64Array.from(values);
  return {
    from,
    count: values.length,
    ordersArrived: column,
    ordersDone: column,
    unitsPicked: column,
    backlog: column,
    lateOrders: column,
    stationsBusy: column,
    robots: new Float64Array(8 * values.length),
  };
}

describe("what a pane remembers", () => {
  test("minutes join without gaps, and a repeated minute changes nothing", () => {
    const history = new RunHistory();
    history.add(120, report(1), part(0, [5, 6]));
    history.add(240, report(2), part(1, [6, 7]));
    expect([...history.series.backlog.slice(0, history.minutes)]).toEqual([5, 6, 7]);
  });
  test("minutes that a damaged recording has lost are unknown, not zero", () => {
    const history = new RunHistory();
    history.add(600, report(1), part(2, [1]));
    expect(history.minutes).toBe(3);
    expect([...history.series.backlog.slice(0, 3)]).toEqual([Number.NaN, Number.NaN, 1]);
  });
  test("grows past its first columns", () => {
    const history = new RunHistory();
    history.add(1, report(1), part(0, Array(1000).fill(3)));
    history.add(2, report(1), part(1000, [4]));
    expect([history.series.backlog[0], history.series.backlog[1000]]).toEqual([3, 4]);
  });
  test("shows the report of the shown time, not of the time computed ahead", () => {
    const history = new RunHistory();
    history.add(100, report(10), part(0, []));
    history.add(200, report(20), part(0, []));
    expect(history.reportAt(150)?.ordersDone).toBe(10);
    expect(history.reportAt(200)?.ordersDone).toBe(20);
  });
});

describe("rates", () => {
  test("a steady rate shows no saw-tooth, from the first minute on", () => {
    const rate = trailingRatePerHour(Float64Array.from(Array(30).fill(4)), 30, 10);
    expect(new Set(rate)).toEqual(new Set([240]));
  });
  test("a burst leaves the window after its length", () => {
    const rate = trailingRatePerHour(Float64Array.of(10, 0, 0, 0), 4, 2);
    expect([...rate]).toEqual([600, 300, 0, 0]);
  });
});

test("a stack's areas reach from the bottom to their own top", () => {
  expect(stack([Float64Array.of(1, 2), Float64Array.of(3, 4)])).toEqual([
    Float64Array.of(1, 2),
    Float64Array.of(4, 6),
  ]);
});
