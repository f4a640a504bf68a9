// The strategy over two engines, first with stand-ins that lie, hang or crash, then with the real worker threads.
import { afterAll, describe, expect, test } from "vitest";
import {
  createLpSolver,
  type EngineAnswer,
  engineOrder,
  type LinearModel,
  type LpEngine,
  ModelBuilder,
  noSolution,
} from "../../controller/planning/lp/index.ts";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { solverProtocolVersion } from "../../devices/solver/protocol.ts";
import { createWorkerEngine, type SolverWorkerEvents } from "../../devices/solver/worker-engine.ts";
import { contradiction, degenerateModel, randomModel, workshop } from "./models.ts";

function standIn(name: string, answer: (model: LinearModel) => EngineAnswer) {
  const asked: string[] = [];
  const engine: LpEngine = {
    name,
    solve: async (model) => {
      asked.push(model.name);
      return answer(model);
    },
    close: async () => {},
  };
  return { engine, asked };
}
const best: EngineAnswer = {
  ...noSolution("stand-in", "failed", ""),
  status: "optimal",
  objective: -1100,
  x: Float64Array.of(20, 10),
  rowDual: Float64Array.of(-70 / 3, -10 / 3),
};

describe("with stand-in engines", () => {
  const right = () => standIn("right", () => best);

  test.each([
    [
      "a wrong answer",
      () => ({ ...best, x: Float64Array.of(30, 10), objective: -1400 }),
      /was wrong: row carpentry/,
    ],
    [
      "silence",
      () => noSolution("t", "failed", "no answer within 1 s, stopped"),
      /gave no answer: no answer within/,
    ],
    ["a claim that there is no solution", () => noSolution("t", "infeasible", ""), /claimed infeasible/],
  ])("%s of the first sends the model to the second", async (_what, answer, message) => {
    const first = standIn("first", answer);
    const second = right();
    const solver = createLpSolver({ tableau: first.engine, revised: second.engine });
    const solution = await solver.solve(workshop());
    expect(solution.status).toBe("optimal");
    expect(solution.objective).toBe(-1100);
    expect(solution.message).toMatch(message);
    expect([first.asked.length, second.asked.length]).toEqual([1, 1]);
  });

  test("two wrong engines give a failure that names both, not a plan", async () => {
    const wrong = () => standIn("wrong", () => ({ ...best, objective: 0 })).engine;
    const solution = await createLpSolver({ tableau: wrong(), revised: wrong() }).solve(workshop());
    expect(solution.status).toBe("failed");
    expect(solution.message.match(/was wrong/g)).toHaveLength(2);
  });

  test("the order of the engines follows from size and structure", () => {
    const lp = new ModelBuilder("wide");
    for (let i = 0; i < 1100; i += 1) lp.entry(lp.row(`r${i}`, -Infinity, 1), lp.column(`x${i}`, -1), 1);
    expect(engineOrder(lp.build())).toEqual(["revised", "tableau"]);
    expect(engineOrder(workshop())).toEqual(["tableau", "revised"]);
    expect(engineOrder(workshop({ integer: true }))).toEqual(["revised", "tableau"]);
    expect(engineOrder(workshop(), "highs")).toEqual(["revised", "tableau"]);
    expect(engineOrder(blockModel(20, 5))).toEqual(["tableau", "revised"]);
    expect(engineOrder(blockModel(300, 10))).toEqual(["blocks", "revised", "tableau"]);
  });

  test("a model that the block simplex gets wrong goes to the revised engine", async () => {
    const liar = standIn("blocks", () => ({ ...best, x: Float64Array.of(30, 10), objective: -1400 }));
    const [tableau, revised] = [right(), right()];
    const engines = { tableau: tableau.engine, revised: revised.engine, blocks: liar.engine };
    const solution = await createLpSolver(engines, "block-simplex").solve(workshop());
    expect([solution.objective, liar.asked.length, revised.asked.length]).toEqual([-1100, 1, 1]);
    expect(solution.message).toContain("blocks was wrong");
  });
});

/** Blocks of as many columns as there are coupling rows. */
function blockModel(blocks: number, couplings: number): LinearModel {
  const lp = new ModelBuilder("blocks");
  const rows = Array.from({ length: couplings }, (_, r) =>
    lp.row(`couple${r}`, -Infinity, (2 * blocks) / couplings),
  );
  for (let block = 0; block < blocks; block += 1) {
    const whole = lp.row(`whole${block}`, 1, 1);
    for (const [r, row] of rows.entries()) {
      const column = lp.column(`x${block},${r}`, 1 + ((block * r) % 7));
      lp.entry(whole, column, 1);
      lp.entry(row, column, 1 + (block % 3));
    }
  }
  return lp.build();
}

describe("with worker threads", () => {
  const solver = createNodeLpSolver();
  afterAll(() => solver.close());

  test("answers models one after the other", async () => {
    const solutions = await Promise.all([
      solver.solve(workshop()),
      solver.solve(workshop({ carpentryHours: 41 })),
    ]);
    expect(solutions.map(({ status }) => status)).toEqual(["optimal", "optimal"]);
    expect(solutions[1]!.objective - solutions[0]!.objective).toBeCloseTo(-70 / 3, 6);
  });

  test("names the rows that cannot hold together", async () => {
    const solution = await solver.solve(contradiction());
    expect(solution.status).toBe("infeasible");
    expect(solution.message).toContain("few_stations in -Infinity..2");
    expect(solution.message).toContain("many_stations in 3..Infinity");
    expect(solution.message).not.toContain("some_robots");
  });

  test("a model on which the tableau never ends is answered by HiGHS", async () => {
    const solution = await solver.solve(degenerateModel(29));
    expect(solution.solver).toBe("highs");
    expect(solution.message).toContain("no end after");
  });

  test("a large model of blocks is answered by the block simplex", async () => {
    const solution = await solver.solve(blockModel(300, 10));
    expect([solution.status, solution.solver]).toEqual(["optimal", "block-simplex"]);
    expect(solution.gap).toBeLessThan(1e-9);
  });

  test("gives the same bits twice", async () => {
    const model = randomModel(11);
    const [a, b] = [await solver.solve(model), await solver.solve(model)];
    expect(a).toEqual(b);
  });
});

describe("a worker engine", () => {
  test("kills a worker that stays silent, says so, and starts a new one for the next model", async () => {
    let started = 0;
    let killed = 0;
    const engine = createWorkerEngine({
      name: "javascript-lp-solver",
      killAfterMs: 20,
      start: (events: SolverWorkerEvents) => {
        started += 1;
        const isSilent = started === 1;
        return {
          send: ({ id }) => {
            if (!isSilent) events.message({ version: solverProtocolVersion, id, answer: best });
          },
          hold: () => {},
          terminate: async () => {
            killed += 1;
          },
        };
      },
    });
    const first = await engine.solve(workshop());
    expect(first.status).toBe("failed");
    expect(first.message).toMatch(/no answer within/);
    expect(killed).toBe(1);
    expect((await engine.solve(workshop())).objective).toBe(-1100);
    expect(started).toBe(2);
    await engine.close();
    expect((await engine.solve(workshop())).message).toBe("the solver is closed");
  });

  test("turns a broken worker into an answer", async () => {
    const engine = createWorkerEngine({
      name: "highs",
      killAfterMs: 60_000,
      start: (events) => ({
        send: () => events.failure("its thread ended with code 134"),
        hold: () => {},
        terminate: async () => {},
      }),
    });
    const answer = await engine.solve(workshop());
    expect(answer.status).toBe("failed");
    expect(answer.message).toContain("code 134");
  });
});
