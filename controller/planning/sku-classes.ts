// SKUs as classes for the slotting LP: families that are bought together stay together, the rest by like demand per volume.
import type { SlottingInput } from "./slotting.ts";

/** SKUs are planned as at most about this many classes. */
const classesMax = 48;

export interface SkuClass {
  readonly skus: number[];
  unitsPerHour: number;
  volume: number;
  /** Share of the class's stock that stands in each zone now. */
  readonly currentShare: Float64Array;
}

/** Groups families and SKUs in order of demand per volume; each class holds about the same share of demand plus stock. */
export function buildClasses(input: SlottingInput): SkuClass[] {
  const { zoneCount, unitsPerHour, volume, currentShare } = input;
  const skuCount = unitsPerHour.length;
  const totalUnits = unitsPerHour.reduce((sum, units) => sum + units, 0) || 1;
  const totalVolume = volume.reduce((sum, v) => sum + v, 0) || 1;
  const groups = groupSkus(skuCount, input.families).map((skus) => {
    let units = 0;
    let litres = 0;
    for (const sku of skus) {
      units += unitsPerHour[sku]!;
      litres += volume[sku]!;
    }
    return { skus, units, litres, density: units / Math.max(litres, 1e-6) };
  });
  groups.sort((a, b) => b.density - a.density || a.skus[0]! - b.skus[0]!);
  const weightPerClass = 2 / classesMax;
  const classes: SkuClass[] = [];
  let weight = Infinity;
  for (const { skus, units, litres } of groups) {
    const own = units / totalUnits + litres / totalVolume;
    if (weight + own > weightPerClass && (weight > weightPerClass / 2 || own > weightPerClass / 2)) {
      classes.push({ skus: [], unitsPerHour: 0, volume: 0, currentShare: new Float64Array(zoneCount) });
      weight = 0;
    }
    const last = classes[classes.length - 1]!;
    for (const sku of skus) {
      last.skus.push(sku);
      last.unitsPerHour += unitsPerHour[sku]!;
      last.volume += volume[sku]!;
      for (let zone = 0; zone < zoneCount; zone += 1) {
        const standing = volume[sku]! * currentShare[sku * zoneCount + zone]!;
        last.currentShare[zone] = last.currentShare[zone]! + standing;
      }
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

/** Every SKU once: the families, then each of the others alone. */
function groupSkus(
  skuCount: number,
  families: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const inFamily = new Uint8Array(skuCount);
  for (const family of families) for (const sku of family) inFamily[sku] = 1;
  const alone: number[][] = [];
  for (let sku = 0; sku < skuCount; sku += 1) if (inFamily[sku] === 0) alone.push([sku]);
  return [...families.filter((family) => family.length > 0), ...alone];
}
