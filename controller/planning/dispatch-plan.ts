// Solves the dispatch LP and reads the plan out of it, with the duals turned into prices in orders.
import { buildDispatchModel, type DispatchInput, type DispatchModel } from "./dispatch-model.ts";
import type { LinearModel, LpSolution, LpSolver } from "./lp/index.ts";
import type { DispatchPlan } from "./plan.ts";

/** Below this value of one order a price says nothing. */
const orderValueMin = 1e-6;

export interface DispatchResult {
  /** Null when no solver had an answer; the old plan stays in force then. */
  readonly plan: DispatchPlan | null;
  readonly solve: string;
}

/** Builds, solves and reads one dispatch plan. `fromStep` and `periodSteps` place its periods on the run's clock. */
export async function planDispatch(
  input: DispatchInput,
  fromStep: number,
  periodSteps: number,
  solver: LpSolver,
): Promise<DispatchResult> {
  const built = buildDispatchModel(input);
  const solution = await solver.solve(built.model);
  const solve = describeSolve(built.model, solution);
  if (solution.status !== "optimal") return { plan: null, solve };
  return { plan: readDispatchPlan(built, input, solution, fromStep, periodSteps), solve };
}

export function readDispatchPlan(
  built: DispatchModel,
  input: DispatchInput,
  solution: LpSolution,
  fromStep: number,
  periodSteps: number,
): DispatchPlan {
  const { periodCount, classCount, periodHours } = input;
  const read = (columns: Int32Array) => Float64Array.from(columns, (column) => clean(solution.x[column]!));
  const sumOverClasses = (columns: Int32Array) =>
    Float64Array.from({ length: periodCount }, (_, t) => {
      let sum = 0;
      for (let k = 0; k < classCount; k += 1) sum += clean(solution.x[columns[k * periodCount + t]!]!);
      return sum;
    });
  // A capacity's dual is in late order-hours; divided by the value of one order more picked, it counts orders.
  const { zoneCount } = input.zones;
  const values = Float64Array.from({ length: periodCount }, (_, t) =>
    orderValue(built, classCount, periodCount, t, solution),
  );
  const releaseByZone = new Float64Array(zoneCount * periodCount);
  for (let k = 0; k < classCount; k += 1) {
    for (let at = 0; at < zoneCount * periodCount; at += 1) {
      const orders = clean(solution.x[built.done[k * zoneCount * periodCount + at]!]!);
      releaseByZone[at] = releaseByZone[at]! + orders;
    }
  }
  const releaseOrders = new Float64Array(periodCount);
  for (let at = 0; at < releaseByZone.length; at += 1) {
    releaseOrders[at % periodCount] = releaseOrders[at % periodCount]! + releaseByZone[at]!;
  }
  const inOrders = (gain: number, t: number) =>
    values[t]! > orderValueMin && gain > orderValueMin ? gain / values[t]! : 0;
  const price = (rows: Int32Array, perHour: number) =>
    Float64Array.from(rows, (row, at) => inOrders(-(solution.rowDual[row] ?? 0) * perHour, at % periodCount));
  // Stations are a bound, not a row: what one more would bring is the open column's reduced cost, net of what an hour costs. It is 0
  // where one could be opened and is not, whatever picking one unit more would cost there.
  const stationHourPrice = Float64Array.from(built.pick.open, (column, t) =>
    inOrders(-reducedCost(built.model, solution.rowDual, column) / periodHours, t),
  );
  return {
    fromStep,
    periodSteps,
    periodCount,
    releaseOrders,
    releaseByZone,
    zoneCount,
    pickStationsOpen: read(built.pick.open),
    replenishStationsOpen: read(built.replenish.open),
    robotsPick: read(built.robotsPick),
    robotsReplenish: read(built.robotsReplenish),
    robotsCharge: read(built.robotsCharge),
    robotsReposition: read(built.robotsReposition),
    backlogOrders: sumOverClasses(built.open),
    lateOrders: sumOverClasses(built.late),
    robotHourPrice: price(built.robotRow, 1 / periodHours),
    stationHourPrice,
    zoneUnitPrice: price(built.zoneRow, 1),
  };
}

/** Late order-hours saved by one order less to do in the period: the largest balance dual of the classes. */
function orderValue(
  built: DispatchModel,
  classCount: number,
  periodCount: number,
  t: number,
  solution: LpSolution,
): number {
  let value = 0;
  for (let k = 0; k < classCount; k += 1) {
    value = Math.max(value, solution.rowDual[built.balanceRow[k * periodCount + t]!] ?? 0);
  }
  return value;
}

/** Change of the objective per unit of a column, its rows held: below 0 at an upper bound that costs. */
function reducedCost(model: LinearModel, rowDual: Float64Array, column: number): number {
  let reduced = model.cost[column]!;
  for (let k = model.columnStart[column]!; k < model.columnStart[column + 1]!; k += 1) {
    reduced -= model.value[k]! * (rowDual[model.rowIndex[k]!] ?? 0);
  }
  return reduced;
}

/** One line per solved model. */
export function describeSolve(
  model: { readonly name: string; readonly columnCount: number; readonly rowCount: number },
  solution: LpSolution,
): string {
  const size = `${model.columnCount} columns × ${model.rowCount} rows`;
  const note = solution.message === "" ? "" : ` (${solution.message})`;
  return `${model.name}: ${size}, ${solution.solver}, ${solution.iterations} iterations, ${solution.status}${note}`;
}

/** Solver noise below zero is zero. */
function clean(value: number): number {
  return value > 1e-9 ? value : 0;
}
