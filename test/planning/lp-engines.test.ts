// Both engines against each other, against the independent check, and against what they do wrong.
import loadHighs from "highs";
import javascriptLp from "javascript-lp-solver";
import { describe, expect, test } from "vitest";
import {
  type EngineAnswer,
  impliedUppers,
  type LinearModel,
  ModelBuilder,
  solveWithHighs,
  solveWithJavascriptLp,
  tableauCells,
  verifySolution,
} from "../../controller/planning/lp/index.ts";
import { contradiction, degenerateModel, randomModel, workshop } from "./models.ts";

const highs = await loadHighs();
const engines: readonly [string, (model: LinearModel) => EngineAnswer][] = [
  ["javascript-lp-solver", (model) => solveWithJavascriptLp(javascriptLp, model)],
  ["highs", (model) => solveWithHighs(highs, model)],
];

describe.each(engines)("%s", (_name, solve) => {
  test("finds the workshop's 20 chairs and 10 tables and what an hour more is worth", () => {
    const answer = solve(workshop());
    expect(answer.status).toBe("optimal");
    expect(answer.objective).toBeCloseTo(-1100, 9);
    expect([...answer.x]).toEqual([expect.closeTo(20, 9), expect.closeTo(10, 9)]);
    expect([...answer.rowDual]).toEqual([expect.closeTo(-70 / 3, 6), expect.closeTo(-10 / 3, 6)]);
  });

  test("its duals are what the objective changes by", () => {
    const step = 1e-3;
    const base = solve(workshop());
    const more = solve(workshop({ carpentryHours: 40 + step }));
    expect((more.objective - base.objective) / step).toBeCloseTo(base.rowDual[0]!, 6);
  });

  test("says that a contradiction has no solution", () => {
    expect(solve(contradiction()).status).toBe("infeasible");
  });

  test("keeps integer columns whole", () => {
    const answer = solve(workshop({ carpentryHours: 39, integer: true }));
    expect(verifySolution(workshop({ carpentryHours: 39, integer: true }), answer)).toEqual([]);
    expect(answer.objective).toBeCloseTo(-1070, 9);
  });

  test("says that a column without any limit is unbounded", () => {
    const lp = new ModelBuilder("endless");
    const x = lp.column("x", -1);
    lp.entry(lp.row("at_least", 1, Infinity), x, 1);
    expect(solve(lp.build()).status).toBe("unbounded");
  });
});

test("on random models the engines agree to 1e-6 and both answers stand the check", () => {
  let optimal = 0;
  for (let seed = 1; seed <= 400; seed += 1) {
    const model = randomModel(seed);
    const [tableau, revised] = engines.map(([, solve]) => solve(model));
    const where = `randomModel(${seed})`;
    if (revised!.status !== "optimal") {
      expect(tableau!.status, where).not.toBe("optimal");
      continue;
    }
    optimal += 1;
    expect(tableau!.status, where).toBe("optimal");
    const scale = 1 + Math.abs(revised!.objective);
    expect(Math.abs(tableau!.objective - revised!.objective) / scale, where).toBeLessThan(1e-6);
    expect(verifySolution(model, tableau!), where).toEqual([]);
    expect(verifySolution(model, revised!), where).toEqual([]);
  }
  expect(optimal).toBeGreaterThan(50);
});

test.each([29, 1399, 4770])(
  "degenerate model %i, on which the tableau pivots for ever, is given up",
  (seed) => {
    const model = degenerateModel(seed);
    const answer = solveWithJavascriptLp(javascriptLp, model);
    expect(answer.status).toBe("failed");
    expect(answer.message).toMatch(/no end after \d+ pivots/);
    expect(["optimal", "infeasible", "unbounded"]).toContain(solveWithHighs(highs, model).status);
  },
);

describe("the check", () => {
  const model = workshop({ integer: true });
  const relaxed = workshop();
  const good = solveWithHighs(highs, relaxed);
  const withX = (x: readonly number[], objective: number): EngineAnswer => ({
    ...good,
    x: Float64Array.from(x),
    objective,
    rowDual: new Float64Array(0),
  });

  test("passes the true optimum", () => {
    expect(verifySolution(relaxed, good)).toEqual([]);
  });
  test.each([
    ["a value below its bound", [-1, 10], -470, "column chairs is -1, outside 0..Infinity"],
    ["a row beyond its bound", [30, 10], -1400, "row carpentry_hours is 50, outside -Infinity..40"],
    ["a fraction in an integer column", [19.5, 10], -1085, "column chairs is 19.5, not an integer"],
    ["a wrong objective", [20, 10], -1200, "objective is -1100, not the claimed -1200"],
    ["no number", [Number.NaN, 10], -500, "column chairs is NaN"],
    ["too few values", [20], -600, "1 values for 2 columns"],
  ])("catches %s", (_what, x, objective, fault) => {
    expect(verifySolution(model, withX(x, objective))).toContain(fault);
  });
  test("catches a feasible point that is not the best, by its duals", () => {
    const answer = { ...withX([10, 10], -800), rowDual: good.rowDual };
    expect(verifySolution(relaxed, answer)[0]).toMatch(/above the dual bound -1100/);
  });
  test("catches duals that prove nothing", () => {
    const answer = { ...good, rowDual: Float64Array.of(0, 0) };
    expect(verifySolution(relaxed, answer)[0]).toMatch(/could still improve/);
  });
});

test("the builder sums repeated entries and keeps names", () => {
  const lp = new ModelBuilder("sums");
  const x = lp.column("x", 1);
  const row = lp.row("twice", 6, Infinity);
  lp.entry(row, x, 1);
  lp.entry(row, x, 2);
  const model = lp.build();
  expect([...model.value]).toEqual([3]);
  expect(solveWithHighs(highs, model).x[0]).toBeCloseTo(2, 9);
  expect([model.columnName(0), model.rowName(0)]).toEqual(["x", "twice"]);
});

test("a bound that a row implies takes no row of the tableau, and the answer is the same", () => {
  const build = (upper: number) => {
    const lp = new ModelBuilder("shares");
    const whole = lp.row("whole", 1, 1);
    const room = lp.row("room", -Infinity, 1);
    for (const cost of [3, 1, 2]) {
      const column = lp.column(`x${cost}`, cost, { upper });
      lp.entry(whole, column, 1);
      lp.entry(room, column, cost === 1 ? 2 : 0.5);
    }
    return lp.build();
  };
  expect([...impliedUppers(build(1))]).toEqual([1, 1, 1]);
  expect([...impliedUppers(build(0.9))]).toEqual([0, 1, 0]);
  expect(tableauCells(build(1))).toBe(tableauCells(build(Infinity)));
  for (const upper of [1, 0.9, 0.4]) {
    const answer = solveWithJavascriptLp(javascriptLp, build(upper));
    expect(verifySolution(build(upper), answer)).toEqual([]);
    expect(answer.objective).toBeCloseTo(solveWithHighs(highs, build(upper)).objective, 9);
  }
});
