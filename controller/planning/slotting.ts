// The slotting LP: which share of each SKU class's stock should stand in which zone, weighing the travel and the hold-ups that its
// demand causes against the cost of moving stock, within volume and pick-work limits per zone and a budget of moves.
import { assert } from "../../sim/kernel/index.ts";
import { describeSolve } from "./dispatch-plan.ts";
import { type LpSolver, ModelBuilder } from "./lp/index.ts";
import type { SlottingPlan } from "./plan.ts";
import { buildClasses, type SkuClass } from "./sku-classes.ts";

/** The busiest classes, by demand, must not stand in one zone alone. */
const spreadDemandShare = 0.5;
const zoneShareMax = 0.75;
/** Penalty per unit of volume, or of pick work per hour, beyond a zone's limit; far above any travel. */
const overflowSeconds = 100_000;
/**
 * Hold-ups in a zone grow with its load ρ as in a queue, ρ² / (1 − ρ) visits waiting: piecewise linear through these loads.
 * Below the first nobody waits to speak of.
 */
const loadKnots: readonly number[] = [0.4, 0.6, 0.75, 0.85, 1];
/** The last piece ends here, short of the pole at 1. */
const loadAtPole = 0.95;

export interface SlottingInput {
  readonly zoneCount: number;
  /** Robot seconds to bring a pod from the zone to a station and back. */
  readonly travelSeconds: Float64Array;
  /** Stock volume a zone can take, and units per hour that may be picked from it. */
  readonly volumeLimit: Float64Array;
  readonly pickUnitsPerHourLimit: Float64Array;
  /** Per SKU: expected units per hour, volume of its stock, and where that stock stands (`[sku * zoneCount + zone]`). */
  readonly unitsPerHour: Float64Array;
  readonly volume: Float64Array;
  readonly currentShare: Float64Array;
  /** SKUs bought together, planned as one; a SKU is in one family at most. */
  readonly families: readonly (readonly number[])[];
  /** Units picked per pod visit: travel is shared among them. */
  readonly unitsPerVisit: number;
  /** Robot seconds of one pod visit: what a visit that waits for another loses at most. */
  readonly visitSeconds: number;
  /** Robot seconds to move one unit of volume to another zone, spread over the hours the plan is good for. */
  readonly moveSecondsPerVolume: number;
  /** Volume that may be moved in all; Infinity = as much as pays. */
  readonly moveBudgetVolume: number;
  readonly planHours: number;
}

/** The plan for SKUs, before pods are looked at. */
export type ZoneShares = Omit<SlottingPlan, "moves" | "pods">;

/** Solves one slotting plan; null when no solver had an answer. */
export async function planSlotting(
  input: SlottingInput,
  solver: LpSolver,
): Promise<{ readonly plan: ZoneShares | null; readonly solve: string }> {
  const { zoneCount } = input;
  const classes = buildClasses(input);
  const built = buildSlottingModel(input, classes);
  const solution = await solver.solve(built.model);
  const solve = describeSolve(built.model, solution);
  if (solution.status !== "optimal") return { plan: null, solve };
  const zoneShare = new Float64Array(input.unitsPerHour.length * zoneCount);
  classes.forEach((skuClass, index) => {
    for (const sku of skuClass.skus) {
      for (let zone = 0; zone < zoneCount; zone += 1) {
        const share = solution.x[built.share[index * zoneCount + zone]!]!;
        zoneShare[sku * zoneCount + zone] = Math.min(1, Math.max(0, share));
      }
    }
  });
  const worth = (row: number) => Math.max(0, -(solution.rowDual[row] ?? 0));
  const zonePrice = Float64Array.from(built.pickRow, (row, zone) => worth(row) + worth(built.loadRow[zone]!));
  const movePrice = worth(built.budgetRow);
  return { plan: { zoneCount, zoneShare, zonePrice, movePrice }, solve };
}

/** The model over classes, with where its shares, zone rows and the budget's row are. */
export function buildSlottingModel(input: SlottingInput, classes: readonly SkuClass[]) {
  const { zoneCount } = input;
  assert(zoneCount > 0 && input.unitsPerVisit > 0, "slotting needs zones and units per visit");
  const lp = new ModelBuilder("slotting");
  const share = new Int32Array(classes.length * zoneCount);
  const volumeRow = new Int32Array(zoneCount);
  const pickRow = new Int32Array(zoneCount);
  const loadRow = new Int32Array(zoneCount);
  for (let zone = 0; zone < zoneCount; zone += 1) {
    volumeRow[zone] = lp.row(`volume[${zone}]`, -Infinity, input.volumeLimit[zone]!);
    pickRow[zone] = lp.row(`pickWork_unitsPerHour[${zone}]`, -Infinity, input.pickUnitsPerHourLimit[zone]!);
    lp.entry(volumeRow[zone]!, lp.column(`volumeOver[${zone}]`, overflowSeconds), -1);
    lp.entry(pickRow[zone]!, lp.column(`pickOver_unitsPerHour[${zone}]`, overflowSeconds), -1);
    const load = lp.row(`load_unitsPerHour[${zone}]`, -Infinity, 0);
    loadRow[zone] = load;
    addHoldUps(lp, load, zone, input);
  }
  const budgetRow = lp.row("moves_volume", -Infinity, input.moveBudgetVolume);
  const moveSeconds = input.moveSecondsPerVolume / Math.max(input.planHours, 1e-3);
  let demandBefore = 0;
  const demandTotal = classes.reduce((sum, { unitsPerHour }) => sum + unitsPerHour, 0);
  classes.forEach((skuClass, index) => {
    const whole = lp.row(`whole_share[${index}]`, 1, 1);
    const isBusy = zoneCount > 1 && demandBefore < spreadDemandShare * demandTotal;
    demandBefore += skuClass.unitsPerHour;
    for (let zone = 0; zone < zoneCount; zone += 1) {
      const travel = (skuClass.unitsPerHour * input.travelSeconds[zone]!) / input.unitsPerVisit;
      const column = lp.column(`stock_share[${index},${zone}]`, travel, {
        upper: isBusy && skuClass.skus.length > 1 ? zoneShareMax : 1,
      });
      share[index * zoneCount + zone] = column;
      lp.entry(whole, column, 1);
      lp.entry(volumeRow[zone]!, column, skuClass.volume);
      lp.entry(pickRow[zone]!, column, skuClass.unitsPerHour);
      lp.entry(loadRow[zone]!, column, skuClass.unitsPerHour);
      const moved = lp.column(`moved_share[${index},${zone}]`, moveSeconds * skuClass.volume);
      const move = lp.row(`move_share[${index},${zone}]`, -Infinity, skuClass.currentShare[zone]!);
      lp.entry(move, column, 1);
      lp.entry(move, moved, -1);
      lp.entry(budgetRow, moved, skuClass.volume);
    }
  });
  return { model: lp.build(), share, pickRow, loadRow, budgetRow };
}

/** Columns that carry a zone's pick work, each piece of the load dearer than the one before. */
function addHoldUps(lp: ModelBuilder, load: number, zone: number, input: SlottingInput): void {
  const limit = input.pickUnitsPerHourLimit[zone]!;
  let before = 0;
  let waitingBefore = 0;
  loadKnots.forEach((knot, piece) => {
    const at = Math.min(knot, loadAtPole);
    const waiting = piece === 0 ? 0 : (at * at) / (1 - at);
    const visitsPerHour = Math.max(1e-9, ((at - before) * limit) / input.unitsPerVisit);
    // Visits waiting, each for as long as it waits: robot seconds lost per hour, over the units of the piece.
    const secondsPerHour = ((waiting - waitingBefore) * 3600) / visitsPerHour / input.unitsPerVisit;
    const cost = piece === 0 ? 0 : Math.min(secondsPerHour, input.visitSeconds);
    const isLast = piece === loadKnots.length - 1;
    const column = lp.column(`load${piece}_unitsPerHour[${zone}]`, cost, {
      upper: isLast ? Infinity : (knot - before) * limit,
    });
    lp.entry(load, column, -1);
    before = knot;
    waitingBefore = waiting;
  });
}
