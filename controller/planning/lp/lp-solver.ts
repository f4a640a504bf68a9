// The strategy over the engines: which goes first, checking every answer, and what to do when one is wrong or silent.
import { provesInfeasible, provesUnbounded } from "./dual-bound.ts";
import { elasticModel, relaxedModel } from "./elastic-model.ts";
import { type EngineAnswer, type LpEngine, noSolution } from "./engine.ts";
import { type Conflict, findConflict } from "./find-conflict.ts";
import { hasIntegers, type LinearModel, type LpSolution, type LpSolver } from "./lp-port.ts";
import { engineOrder, type SolverPreference } from "./solver-choice.ts";
import { checkSolution } from "./verify-solution.ts";

export interface LpEngines {
  /** Quick on small models, may be wrong or silent. */
  readonly tableau: LpEngine;
  /** Slower to start, proves what it says. */
  readonly revised: LpEngine;
  /** For models made of blocks only, and the quickest there; left out = HiGHS does them. */
  readonly blocks?: LpEngine;
}

/** Names listed of a conflict's rows, and of its columns. */
const namesMax = 8;
/** Sum of broken rows that counts as none, for models whose numbers are of the order of 1. */
const brokenMin = 1e-6;

/**
 * An LP solver made of these engines, asked in the order of `engineOrder`. Every answer is checked against the model by our own
 * arithmetic: solutions by bounds, rows, integrality and duality gap, claims that there is none by their rays. A wrong,
 * unproved or missing answer sends the model to the next engine. An infeasible model ends with the rows that clash.
 */
export function createLpSolver(engines: LpEngines, preference: SolverPreference = "auto"): LpSolver {
  const { tableau, revised, blocks } = engines;
  const used = [tableau, revised, ...(blocks === undefined ? [] : [blocks])];

  async function solve(model: LinearModel): Promise<LpSolution> {
    const refusals: string[] = [];
    const refuse = (what: string) => {
      refusals.push(what);
      return undefined;
    };
    for (const role of engineOrder(model, preference)) {
      const engine = engines[role];
      if (engine === undefined) continue;
      const answer = await engine.solve(model);
      const accepted = await judge(model, engine, answer, refuse);
      if (accepted !== undefined) {
        const { ray: _ray, ...solution } = accepted;
        return { ...solution, message: [accepted.message, ...refusals].filter(Boolean).join("; ") };
      }
    }
    const { ray: _ray, ...failed } = noSolution("none", "failed", refusals.join("; "));
    return failed;
  }

  /** The answer with what was found out about it, or undefined after saying why it is refused. */
  async function judge(
    model: LinearModel,
    engine: LpEngine,
    answer: EngineAnswer,
    refuse: (what: string) => undefined,
  ): Promise<EngineAnswer | undefined> {
    const { name } = engine;
    switch (answer.status) {
      case "failed":
        return refuse(`${name} gave no answer: ${answer.message}`);
      case "optimal":
      case "feasible": {
        const { faults, gap } = checkSolution(model, answer);
        if (faults.length > 0) return refuse(`${name} was wrong: ${faults[0]}`);
        if (!hasIntegers(model)) return { ...answer, gap };
        if (engine === revised) return answer;
        const message = `${name} cannot prove that there is no better one`;
        return { ...answer, status: "feasible", gap: Infinity, message };
      }
      case "infeasible":
        return judgeInfeasible(model, engine, answer, refuse);
      case "unbounded": {
        if (engine !== revised) return refuse(`${name} claimed unbounded`);
        // The direction alone is not enough: without any solution there is nothing to go on from.
        const start = await revised.solve({ ...model, cost: new Float64Array(model.columnCount) });
        const isSolvable =
          start.status === "optimal" && checkSolution(withoutCost(model), start).faults.length === 0;
        if (start.status === "infeasible") return judgeInfeasible(model, engine, start, refuse);
        if (!isSolvable || (!hasIntegers(model) && !provesUnbounded(model, answer.ray))) {
          return refuse(`${name} claimed unbounded without proof`);
        }
        return { ...answer, message: `${model.name} has no least cost: some column may grow for ever` };
      }
    }
  }

  async function judgeInfeasible(
    model: LinearModel,
    engine: LpEngine,
    answer: EngineAnswer,
    refuse: (what: string) => undefined,
  ): Promise<EngineAnswer | undefined> {
    const { name } = engine;
    const isProved = !hasIntegers(model) && provesInfeasible(model, answer.ray);
    if (!isProved && engine !== revised) return refuse(`${name} claimed infeasible`);
    if (isProved) return explained(model, answer, answer.ray);
    const relaxed = hasIntegers(model) ? await revised.solve(relaxedModel(model)) : answer;
    if (relaxed.status === "infeasible" && provesInfeasible(model, relaxed.ray)) {
      return explained(relaxedModel(model), answer, relaxed.ray);
    }
    // No ray: ask how far the rows must be broken at least, which is another way through the same engine.
    const elastic = elasticModel(model);
    const least = await revised.solve(elastic);
    const isSound =
      (least.status === "optimal" || least.status === "feasible") &&
      checkSolution(elastic, least).faults.length === 0;
    if (isSound) {
      if (least.objective <= brokenMin)
        return refuse(`${name} was wrong: it claimed infeasible, but the rows can hold`);
      // Branch-and-cut may have come to its bound; what it has proved by then is enough if it is above 0.
      const proved = least.status === "optimal" ? least.objective : least.objective * (1 - least.gap);
      // The prices of the broken rows are the missing ray.
      if (proved > brokenMin) return explained(model, answer, least.rowDual);
    }
    return refuse(`${name} claimed infeasible without proof`);
  }

  async function explained(
    model: LinearModel,
    answer: EngineAnswer,
    ray: Float64Array,
  ): Promise<EngineAnswer> {
    return { ...answer, message: describeConflict(model, await findConflict(model, ray, revised)) };
  }

  return {
    name: used.map((engine) => engine.name).join(", "),
    solve,
    close: async () => {
      await Promise.all(used.map((engine) => engine.close()));
    },
  };
}

function withoutCost(model: LinearModel): LinearModel {
  return { ...model, cost: new Float64Array(model.columnCount) };
}

/** Which rows and bounds cannot hold together, by name; at most eight of each. */
function describeConflict(model: LinearModel, conflict: Conflict): string {
  const list = (parts: readonly string[]) =>
    [
      ...parts.slice(0, namesMax),
      ...(parts.length > namesMax ? [`${parts.length - namesMax} more`] : []),
    ].join(", ");
  const rows = conflict.rows.map((row) => {
    return `${model.rowName(row)} in ${model.rowLower[row]}..${model.rowUpper[row]}`;
  });
  const columns = conflict.columns.map((column) => {
    const whole = model.integer[column] === 1 ? "whole " : "";
    return `${whole}${model.columnName(column)} in ${model.lower[column]}..${model.upper[column]}`;
  });
  const among = conflict.isIrreducible ? "these cannot hold together" : "the conflict is among these";
  return `${model.name} has no solution: ${among}: ${list(rows)}${columns.length > 0 ? `; with ${list(columns)}` : ""}`;
}
