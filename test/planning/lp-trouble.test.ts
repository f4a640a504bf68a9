// What goes wrong with solvers, each case found in the wild: wrong claims, aborts, clashing constraints, memory.
import loadHighs, { type Highs } from "highs";
import javascriptLp from "javascript-lp-solver";
import { afterAll, describe, expect, test } from "vitest";
import {
  checkSolution,
  createLpSolver,
  type EngineAnswer,
  elasticModel,
  findConflict,
  type LpEngine,
  ModelBuilder,
  noSolution,
  provesInfeasible,
  provesUnbounded,
  relaxedModel,
  tableauCells,
  tableauCellsMax,
} from "../../controller/planning/lp/index.ts";
import { createRequestAnswerer } from "../../devices/solver/answer-request.ts";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { encodeRequest } from "../../devices/solver/protocol.ts";
import { localSolver, revisedEngine, tableauEngine } from "./local-engines.ts";
import {
  contradiction,
  degenerateModel,
  integerDispatch,
  integerModel,
  slotModel,
  workshop,
} from "./models.ts";

function standIn(name: string, answer: () => EngineAnswer): LpEngine {
  return { name, solve: async () => answer(), close: async () => {} };
}

describe("a claim that there is no solution", () => {
  test("is believed when its ray proves it, whoever says so", async () => {
    const { ray } = await revisedEngine.solve(contradiction());
    expect(provesInfeasible(contradiction(), ray)).toBe(true);
    expect(
      provesInfeasible(
        contradiction(),
        ray.map(() => 1),
      ),
    ).toBe(false);
    expect(provesInfeasible(workshop(), Float64Array.of(1, -1))).toBe(false);
  });

  test("without proof is answered by breaking rows as little as possible", async () => {
    const silent: LpEngine = {
      ...revisedEngine,
      solve: async (model) => {
        const answer = await revisedEngine.solve(model);
        return model.name === "contradiction" ? { ...answer, ray: new Float64Array(0) } : answer;
      },
    };
    const solution = await createLpSolver({ tableau: silent, revised: silent }).solve(contradiction());
    expect(solution.status).toBe("infeasible");
    expect(solution.message).toContain("few_stations in -Infinity..2, many_stations in 3..Infinity");
  });

  test("that is false is found out, and the other solver's solution taken", async () => {
    const model = integerModel(437);
    expect((await revisedEngine.solve(model)).status).toBe("infeasible");
    const solution = await localSolver().solve(model);
    expect(solution.status).toBe("feasible");
    expect(solution.solver).toBe("javascript-lp-solver");
    expect(solution.message).toContain("highs was wrong: it claimed infeasible, but the rows can hold");
    expect(checkSolution(model, { ...solution, rowDual: new Float64Array(0) }).faults).toEqual([]);
  });

  test("of an integer model ends with the rows and the whole numbers that clash", async () => {
    // Four SKUs of 2 in three zones of 3: enough room, but each zone takes one only.
    const model = slotModel(4, 3, 2, 3);
    expect((await revisedEngine.solve(relaxedModel(model))).status).toBe("optimal");
    const solution = await localSolver().solve(model);
    expect(solution.status).toBe("infeasible");
    expect(solution.message).toContain("these cannot hold together: volume[0] in -Infinity..3");
    expect(solution.message).toContain("whole stands[0,0] in 0..1");
  });

  test("of an integer model with too little room needs no branching", async () => {
    const model = slotModel(40, 6, 2, 10);
    const solution = await localSolver().solve(model);
    expect(solution.status).toBe("infeasible");
    expect(solution.message).toContain("volume[5] in -Infinity..10");
  });

  test("names nothing that could be left out", async () => {
    const model = slotModel(6, 3, 2, 3);
    const { ray } = await revisedEngine.solve(relaxedModel(model));
    const conflict = await findConflict(relaxedModel(model), ray, revisedEngine);
    expect(conflict.isIrreducible).toBe(true);
    // Five of the six SKUs are too many already.
    expect(conflict.rows.map(model.rowName)).toEqual([
      ...["volume[0]", "volume[1]", "volume[2]"],
      ...conflict.rows.map(model.rowName).filter((name) => name.startsWith("whole")),
    ]);
    expect(conflict.rows).toHaveLength(8);
  });

  test.each([29, 1399, 4770, 6361, 20737])(
    "degenerate model %i, on which javascript-lp-solver pivots for ever, has a proved end either way round",
    async (seed) => {
      const model = degenerateModel(seed);
      const [first, second] = [await localSolver().solve(model), await localSolver("highs").solve(model)];
      expect(first.status).toBe(second.status);
      expect(first.message).toContain("no end after");
      expect(first.status).not.toBe("failed");
    },
  );
});

describe("a claim without limit", () => {
  const endless = () => {
    const lp = new ModelBuilder("endless");
    lp.entry(lp.row("at_least", 1, Infinity), lp.column("x", -1), 1);
    return lp.build();
  };
  test("is believed with a direction that costs less for ever", async () => {
    expect(provesUnbounded(endless(), Float64Array.of(1))).toBe(true);
    expect(provesUnbounded(endless(), Float64Array.of(-1))).toBe(false);
    expect(provesUnbounded(workshop(), Float64Array.of(1, 0))).toBe(false);
    expect((await localSolver().solve(endless())).message).toContain("has no least cost");
  });
  test("is refused without one", async () => {
    const liar = standIn("highs", () => noSolution("highs", "unbounded", ""));
    const silent = standIn("tableau", () => noSolution("tableau", "failed", "it is tired"));
    const solution = await createLpSolver({ tableau: silent, revised: liar }).solve(workshop());
    expect(solution.status).toBe("failed");
    expect(solution.message).toContain("claimed unbounded without proof");
  });
});

describe("a wrong integer answer", () => {
  test("with fractions below the optimum, as javascript-lp-solver gives for large plans, is refused", async () => {
    const model = integerDispatch(1, 8, 2);
    const fractional = await tableauEngine.solve(relaxedModel(model));
    const right = await revisedEngine.solve(model);
    expect(fractional.objective).toBeLessThan(right.objective - 0.01);
    const liar = standIn("liar", () => ({ ...fractional, rowDual: new Float64Array(0) }));
    const solution = await createLpSolver(
      { tableau: liar, revised: revisedEngine },
      "javascript-lp-solver",
    ).solve(model);
    expect(solution.objective).toBeCloseTo(right.objective, 6);
    expect(solution.status).toBe("optimal");
    expect(solution.message).toMatch(
      /liar was wrong: column \S+Open_stations\[\d+\] is [\d.]+, not an integer/,
    );
  });
  test("half way between large whole numbers is a fraction as well", () => {
    const lp = new ModelBuilder("large");
    lp.entry(lp.row("sum", 0, 1e9), lp.column("x", 1, { integer: true }), 1);
    const answer: EngineAnswer = { ...noSolution("s", "failed", ""), status: "optimal" };
    const x = Float64Array.of(5e6 + 0.5);
    expect(checkSolution(lp.build(), { ...answer, x, objective: x[0]! }).faults[0]).toContain(
      "not an integer",
    );
  });
  test("of the tableau engine is never called optimal, even where it is the best", async () => {
    const broken = standIn("highs", () => noSolution("highs", "failed", "out of memory"));
    const solution = await createLpSolver({ tableau: tableauEngine, revised: broken }).solve(
      workshop({ carpentryHours: 39, integer: true }),
    );
    expect([solution.status, solution.objective, solution.gap]).toEqual(["feasible", -1070, Infinity]);
    expect(solution.message).toContain("cannot prove");
  });
});

test("elastic rows cost what they lack", async () => {
  const least = await revisedEngine.solve(elasticModel(contradiction()));
  expect(least.objective).toBeCloseTo(1, 9);
  expect((await revisedEngine.solve(elasticModel(workshop()))).objective).toBeCloseTo(0, 9);
});

test("the gap of a checked linear program is what its duals leave open", async () => {
  const solution = await localSolver().solve(workshop());
  expect(solution.gap).toBeLessThan(1e-9);
  const answer = await revisedEngine.solve(workshop());
  expect(checkSolution(workshop(), answer).gap).toBeLessThan(1e-9);
});

describe("engines that die", () => {
  const solver = createNodeLpSolver();
  afterAll(() => solver.close());

  test("a HiGHS that aborts is an answer, and the next model gets a new one", async () => {
    let loads = 0;
    const answer = createRequestAnswerer({
      javascriptLp: async () => javascriptLp,
      highs: async () => {
        loads += 1;
        if (loads > 1) return loadHighs();
        const broken: Partial<Highs> = {
          createModel: () => {
            throw new Error("Aborted(OOM)");
          },
        };
        return broken as Highs;
      },
    });
    const first = await answer(encodeRequest(1, "highs", workshop()));
    expect([first.answer.status, first.answer.message]).toEqual(["failed", "it crashed: Aborted(OOM)"]);
    const second = await answer(encodeRequest(2, "highs", workshop()));
    expect([second.answer.status, second.id, loads]).toEqual(["optimal", 2, 2]);
  });

  // Half a minute until WebAssembly has no memory left: only with CASES set, as for the long property tests.
  test.runIf(process.env.CASES !== undefined)(
    "HiGHS runs out of memory on a real model: the other solver is asked, and HiGHS answers the next one",
    async () => {
      const crashed = await solver.solve(integerModel(65));
      expect(crashed.message).toMatch(/highs gave no answer: it crashed: .*abort/i);
      expect((await solver.solve(workshop({ carpentryHours: 39, integer: true }))).solver).toBe("highs");
    },
    300_000,
  );

  test("a solver's thread without memory dies alone", async () => {
    const lp = new ModelBuilder("heavy");
    const rows = Array.from({ length: 300 }, (_, i) => lp.row(`r[${i}]`, -Infinity, 300 + i));
    for (let j = 0; j < 900; j += 1) {
      const column = lp.column(`x[${j}]`, -1 - (j % 7));
      for (const row of rows) lp.entry(row, column, 1 + ((row * j) % 11));
    }
    const poor = createNodeLpSolver({ preference: "javascript-lp-solver", heapMbMax: 24 });
    const solution = await poor.solve(lp.build());
    await poor.close();
    expect(solution.status).toBe("optimal");
    expect(solution.solver).toBe("highs");
    expect(solution.message).toMatch(/javascript-lp-solver gave no answer: its thread failed: .*memory/i);
  }, 120_000);

  test("the tableau solver refuses what would take gigabytes", async () => {
    const lp = new ModelBuilder("wide");
    for (let i = 0; i < 10_000; i += 1)
      lp.entry(lp.row(`r[${i}]`, -Infinity, 1), lp.column(`x[${i}]`, -1), 1);
    expect(tableauCells(lp.build())).toBeGreaterThan(tableauCellsMax);
    expect((await tableauEngine.solve(lp.build())).message).toBe("a tableau of 800 MB is over its limit");
    const solution = await localSolver("javascript-lp-solver").solve(lp.build());
    expect([solution.status, solution.objective]).toEqual(["optimal", -10_000]);
  });
});
