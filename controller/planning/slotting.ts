// The slotting LP: which share of each SKU class's stock should stand in which zone, weighing the travel its demand
// causes against the cost of moving stock, within volume and pick-work limits per zone.
import { assert } from "../../sim/kernel/index.ts";
import { describeSolve } from "./dispatch-plan.ts";
import { type LpSolver, ModelBuilder } from "./lp/index.ts";
import type { SlottingPlan } from "./plan.ts";

/** SKUs are planned as at most this many classes of like demand per volume. */
const classesMax = 48;
/** The busiest classes, by demand, must not stand in one zone alone. */
const spreadDemandShare = 0.5;
const zoneShareMax = 0.75;
/** Penalty per unit of volume, or of pick work per hour, beyond a zone's limit; far above any travel. */
const overflowSeconds = 100_000;

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
  /** Units picked per pod visit: travel is shared among them. */
  readonly unitsPerVisit: number;
  /** Robot seconds to move one unit of volume to another zone, spread over the hours the plan is good for. */
  readonly moveSecondsPerVolume: number;
  readonly planHours: number;
}

interface SkuClass {
  readonly skus: number[];
  unitsPerHour: number;
  volume: number;
  readonly currentShare: Float64Array;
}

/** Solves one slotting plan; null when no solver had an answer. */
export async function planSlotting(
  input: SlottingInput,
  solver: LpSolver,
): Promise<{ readonly plan: SlottingPlan | null; readonly solve: string }> {
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
  const zonePrice = Float64Array.from(built.pickRow, (row) => Math.max(0, -(solution.rowDual[row] ?? 0)));
  return { plan: { zoneCount, zoneShare, zonePrice }, solve };
}

/** Groups SKUs in order of demand per volume, so that each class holds about the same share of demand plus stock. */
function buildClasses(input: SlottingInput): SkuClass[] {
  const { zoneCount, unitsPerHour, volume, currentShare } = input;
  const skuCount = unitsPerHour.length;
  const totalUnits = unitsPerHour.reduce((sum, units) => sum + units, 0) || 1;
  const totalVolume = volume.reduce((sum, v) => sum + v, 0) || 1;
  const density = (sku: number) => unitsPerHour[sku]! / Math.max(volume[sku]!, 1e-6);
  const order = Array.from({ length: skuCount }, (_, sku) => sku).sort(
    (a, b) => density(b) - density(a) || a - b,
  );
  const weightPerClass = 2 / classesMax;
  const classes: SkuClass[] = [];
  let weight = Infinity;
  for (const sku of order) {
    const own = unitsPerHour[sku]! / totalUnits + volume[sku]! / totalVolume;
    if (weight + own > weightPerClass && (weight > weightPerClass / 2 || own > weightPerClass / 2)) {
      classes.push({ skus: [], unitsPerHour: 0, volume: 0, currentShare: new Float64Array(zoneCount) });
      weight = 0;
    }
    const last = classes[classes.length - 1]!;
    last.skus.push(sku);
    last.unitsPerHour += unitsPerHour[sku]!;
    last.volume += volume[sku]!;
    for (let zone = 0; zone < zoneCount; zone += 1) {
      const standing = volume[sku]! * currentShare[sku * zoneCount + zone]!;
      last.currentShare[zone] = last.currentShare[zone]! + standing;
    }
    weight += own;
  }
  for (const { currentShare: share, volume: classVolume } of classes) {
    for (let zone = 0; zone < zoneCount; zone += 1) {
      share[zone] = classVolume > 0 ? share[zone]! / classVolume : 1 / zoneCount;
    }
  }
  return classes;
}

function buildSlottingModel(input: SlottingInput, classes: readonly SkuClass[]) {
  const { zoneCount } = input;
  assert(zoneCount > 0 && input.unitsPerVisit > 0, "slotting needs zones and units per visit");
  const lp = new ModelBuilder("slotting");
  const share = new Int32Array(classes.length * zoneCount);
  const volumeRow = new Int32Array(zoneCount);
  const pickRow = new Int32Array(zoneCount);
  for (let zone = 0; zone < zoneCount; zone += 1) {
    volumeRow[zone] = lp.row(`volume[${zone}]`, -Infinity, input.volumeLimit[zone]!);
    pickRow[zone] = lp.row(`pickWork_unitsPerHour[${zone}]`, -Infinity, input.pickUnitsPerHourLimit[zone]!);
    lp.entry(volumeRow[zone]!, lp.column(`volumeOver[${zone}]`, overflowSeconds), -1);
    lp.entry(pickRow[zone]!, lp.column(`pickOver_unitsPerHour[${zone}]`, overflowSeconds), -1);
  }
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
      const moved = lp.column(`moved_share[${index},${zone}]`, moveSeconds * skuClass.volume);
      const move = lp.row(`move_share[${index},${zone}]`, -Infinity, skuClass.currentShare[zone]!);
      lp.entry(move, column, 1);
      lp.entry(move, moved, -1);
    }
  });
  return { model: lp.build(), share, pickRow };
}
