// Which rows and bounds of a model cannot hold together: a proof's own parts, thinned out one after the other.
import { provesInfeasible } from "./dual-bound.ts";
import { partOfModel } from "./elastic-model.ts";
import type { LpEngine } from "./engine.ts";
import { hasIntegers, type LinearModel } from "./lp-port.ts";

export interface Conflict {
  readonly rows: readonly number[];
  /** Columns whose bounds take part. */
  readonly columns: readonly number[];
  /** True when none of the rows can be left out; false when the search came to its bound before. */
  readonly isIrreducible: boolean;
}

/** Solves until the search gives up thinning out. */
const solvesMax = 80;

/**
 * Thins out an infeasible model (deletion filter in halves). Without integers every step rests on a Farkas ray that is
 * checked here, and its support is all that is looked at next; with integers on the engine's word. `ray`: the proof that
 * the whole model is infeasible, empty for integer models.
 */
export async function findConflict(
  model: LinearModel,
  ray: Float64Array,
  engine: LpEngine,
): Promise<Conflict> {
  const isInteger = hasIntegers(model);
  let weights = ray;
  let solves = 0;

  /** The rows that an infeasible part rests on; undefined when the part has a solution or nobody knows. */
  async function support(rows: readonly number[]): Promise<readonly number[] | undefined> {
    solves += 1;
    const part = partOfModel(model, new Set(rows), "all");
    const answer = await engine.solve(part);
    if (answer.status !== "infeasible") return undefined;
    if (isInteger) return rows;
    if (!provesInfeasible(part, answer.ray)) return undefined;
    weights = answer.ray;
    return supportOf(answer.ray, rows);
  }

  const all = Array.from({ length: model.rowCount }, (_, row) => row);
  const needed: number[] = [];
  let open = isInteger ? all : supportOf(ray, all);
  let chunk = Math.ceil(open.length / 2);
  while (open.length > 0 && solves < solvesMax) {
    const size = Math.min(chunk, open.length);
    const rest = await support([...needed, ...open.slice(size)]);
    if (rest !== undefined) {
      const kept = new Set(rest);
      open = open.slice(size).filter((row) => kept.has(row));
    } else if (size > 1) {
      chunk = Math.ceil(size / 2);
    } else {
      needed.push(open[0]!);
      open = open.slice(1);
      chunk = Math.ceil(open.length / 2);
    }
  }
  const rows = [...needed, ...open].sort((a, b) => a - b);
  return {
    rows,
    columns: isInteger ? columnsIn(model, rows) : boundsIn(model, weights, rows),
    isIrreducible: open.length === 0,
  };
}

function supportOf(ray: Float64Array, rows: readonly number[]): number[] {
  let largest = 0;
  for (const weight of ray) largest = Math.max(largest, Math.abs(weight));
  return rows.filter((row) => Math.abs(ray[row] ?? 0) > 1e-9 * largest);
}

/** Columns whose finite bound meets the weighted rows. */
function boundsIn(model: LinearModel, ray: Float64Array, rows: readonly number[]): number[] {
  const kept = new Set(rows);
  const columns: number[] = [];
  for (let j = 0; j < model.columnCount; j += 1) {
    let sum = 0;
    let scale = 0;
    for (let k = model.columnStart[j]!; k < model.columnStart[j + 1]!; k += 1) {
      const row = model.rowIndex[k]!;
      if (!kept.has(row)) continue;
      sum += model.value[k]! * (ray[row] ?? 0);
      scale += Math.abs(model.value[k]! * (ray[row] ?? 0));
    }
    if (Math.abs(sum) > 1e-9 * scale) columns.push(j);
  }
  return columns;
}

function columnsIn(model: LinearModel, rows: readonly number[]): number[] {
  const kept = new Set(rows);
  const columns: number[] = [];
  for (let j = 0; j < model.columnCount; j += 1) {
    for (let k = model.columnStart[j]!; k < model.columnStart[j + 1]!; k += 1) {
      if (!kept.has(model.rowIndex[k]!)) continue;
      columns.push(j);
      break;
    }
  }
  return columns;
}
