// CPLEX-LP text, read back by HiGHS's own reader: same optimum, same sizes, names that are legal.
import loadHighs from "highs";
import { expect, test } from "vitest";
import {
  type LinearModel,
  lpText,
  ModelBuilder,
  solveWithHighs,
} from "../../controller/planning/lp/index.ts";
import { contradiction, integerDispatch, randomModel, slotModel, workshop } from "./models.ts";

const highs = await loadHighs();

/** Optimum as HiGHS reads the text; undefined where it finds none. */
function readBack(text: string) {
  const native = highs.createModel({ format: "lp", data: text });
  try {
    native.options.set({ output_flag: false, mip_rel_gap: 0 });
    const { modelStatus } = native.run();
    const { optimal, infeasible } = highs.constants.modelStatus;
    const { numCols, numRows } = native.getDimensions();
    return {
      status: modelStatus === optimal ? "optimal" : modelStatus === infeasible ? "infeasible" : "other",
      objective: native.getObjectiveValue(),
      numCols,
      numRows,
    };
  } finally {
    native.dispose();
  }
}

test("the workshop reads as one would write it", () => {
  expect(lpText(workshop({ integer: true }))).toBe(`\\ workshop: 2 columns, 2 rows, 4 entries
Minimize
 obj: - 30 chairs - 50 tables
Subject To
 carpentry_hours: + 1 chairs + 2 tables <= 40
 finishing_hours: + 2 chairs + 1 tables <= 50
Bounds
General
 chairs tables
End
`);
});

test("random models with ranges, free and mirrored columns have the same optimum when read back", () => {
  let optimal = 0;
  for (let seed = 1; seed <= 300; seed += 1) {
    const model = randomModel(seed);
    const own = solveWithHighs(highs, model);
    const back = readBack(lpText(model));
    const where = `randomModel(${seed})`;
    expect(back.numCols, where).toBe(model.columnCount);
    if (own.status === "infeasible") expect(back.status, where).not.toBe("optimal");
    if (own.status !== "optimal") continue;
    optimal += 1;
    expect(back.status, where).toBe("optimal");
    expect(Math.abs(back.objective - own.objective) / (1 + Math.abs(own.objective)), where).toBeLessThan(
      1e-9,
    );
  }
  expect(optimal).toBeGreaterThan(40);
});

test.each<[string, () => LinearModel]>([
  ["an integer slot model", () => slotModel(5, 3, 2, 4)],
  ["an integer dispatch plan", () => integerDispatch(3, 6, 2)],
])("%s has the same optimum when read back", (_what, build) => {
  const model = build();
  const back = readBack(lpText(model));
  expect(back.objective).toBeCloseTo(solveWithHighs(highs, model).objective, 6);
});

test("a contradiction stays one, also in a row without entries", () => {
  expect(readBack(lpText(contradiction())).status).toBe("infeasible");
  const lp = new ModelBuilder("empty row");
  lp.column("x", 1);
  lp.row("impossible", 1, Infinity);
  expect(readBack(lpText(lp.build())).status).toBe("infeasible");
});

test("names that the format cannot have are changed, and stay different", () => {
  const lp = new ModelBuilder("odd\nnames");
  for (const name of ["free", "e12", "2nd", "a[1,2]", "a(1,2)", "A[1,2]", "入库", "", "st"])
    lp.column(name, 1, { lower: 1 });
  const row = lp.row("Bounds", 1, 50);
  for (let column = 0; column < 9; column += 1) lp.entry(row, column, 1);
  const text = lpText(lp.build());
  const back = readBack(text);
  expect([back.numCols, back.objective]).toEqual([9, 9]);
  expect(text.split("\n")[2]).toBe(
    " obj: + 1 x_free + 1 x_e12 + 1 x_2nd + 1 a_1_2 + 1 a_1_2_4 + 1 A_1_2_5 + 1 x_ + 1 x__7 + 1 x_st",
  );
});

test("long rows are wrapped", () => {
  const lines = lpText(slotModel(30, 10, 2, 100)).split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(256);
  expect(readBack(lines.join("\n")).status).toBe("optimal");
});

test("one side, both sides, none", () => {
  const lp = new ModelBuilder("bounds");
  lp.column("free", -1, { lower: -Infinity });
  lp.column("mirrored", -1, { lower: -Infinity, upper: 3 });
  lp.column("fixed", -1, { lower: 2, upper: 2 });
  lp.column("above", 1, { lower: -4 });
  lp.entry(lp.row("cap", -Infinity, 10), 0, 1);
  lp.entry(lp.row("nothing", -Infinity, Infinity), 0, 1);
  const back = readBack(lpText(lp.build()));
  expect([back.objective, back.numRows]).toEqual([-10 - 3 - 2 - 4, 1]);
});
