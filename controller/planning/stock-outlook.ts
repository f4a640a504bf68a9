// Stock against expected demand: which units must be stowed by when, and where stock stands now.
import { type Floor, type Observation, OrderState, zoneAt } from "../../sim/model/index.ts";

/** Units on pods per SKU that are not promised yet. */
export function unpromisedUnits({ pods, skus }: Observation): Float64Array {
  const units = new Float64Array(skus.count);
  for (let slot = 0; slot < pods.slotSku.length; slot += 1) {
    const sku = pods.slotSku[slot]!;
    if (sku >= 0) units[sku] = units[sku]! + pods.slotUnits[slot]! - pods.slotReserved[slot]!;
  }
  return units;
}

/** Units of open orders per SKU that are neither picked nor promised; orders below `firstOpen` are closed. */
export function waitingUnits({ orders, skus }: Observation, firstOpen: number): Float64Array {
  const units = new Float64Array(skus.count);
  const firstLine = firstOpen < orders.count ? orders.firstLine[firstOpen]! : orders.lineTotal;
  for (let line = firstLine; line < orders.lineTotal; line += 1) {
    const state = orders.state[orders.lineOrder[line]!]!;
    if (state !== OrderState.waiting && state !== OrderState.assigned) continue;
    const missing = orders.lineUnits[line]! - orders.linePicked[line]! - orders.lineReserved[line]!;
    const sku = orders.lineSku[line]!;
    units[sku] = units[sku]! + missing;
  }
  return units;
}

/**
 * Units that must have been stowed by the end of each period so that every SKU covers what waits and what is expected:
 * the sum over SKUs of what each lacks. `expectedUnits` are per SKU over the whole horizon, spread like `unitsPerPeriod`.
 */
export function stockNeeded(
  onPods: Float64Array,
  waiting: Float64Array,
  expectedUnits: Float64Array,
  unitsPerPeriod: Float64Array,
): Float64Array {
  const periodCount = unitsPerPeriod.length;
  const total = unitsPerPeriod.reduce((sum, units) => sum + units, 0);
  const cumulative = new Float64Array(periodCount);
  let sum = 0;
  for (let t = 0; t < periodCount; t += 1) {
    sum += unitsPerPeriod[t]!;
    cumulative[t] = total > 0 ? sum / total : 0;
  }
  const needed = new Float64Array(periodCount);
  for (let sku = 0; sku < onPods.length; sku += 1) {
    const spare = onPods[sku]! - waiting[sku]!;
    const expected = expectedUnits[sku] ?? 0;
    if (spare >= expected) continue;
    for (let t = 0; t < periodCount; t += 1) {
      const lacking = expected * cumulative[t]! - spare;
      if (lacking > 0) needed[t] = needed[t]! + lacking;
    }
  }
  return needed;
}

/** Volume of each SKU's stock and the share of it in each zone; carried pods and unslotted cells count evenly. */
export function stockByZone(observation: Observation, floor: Floor, zoneCount = floor.zoneCount) {
  const { pods, skus } = observation;
  const volume = new Float64Array(skus.count);
  const share = new Float64Array(skus.count * zoneCount);
  for (let pod = 0; pod < pods.count; pod += 1) {
    const cell = pods.cell[pod]!;
    const zone = cell >= 0 ? zoneAt(floor, cell, pods.level[pod]!) : 255;
    for (let slot = pod * pods.slotsPerPod; slot < (pod + 1) * pods.slotsPerPod; slot += 1) {
      const sku = pods.slotSku[slot]!;
      if (sku < 0) continue;
      const own = pods.slotUnits[slot]! * skus.unitVolume[sku]!;
      volume[sku] = volume[sku]! + own;
      if (zone < zoneCount) share[sku * zoneCount + zone] = share[sku * zoneCount + zone]! + own;
      else
        for (let z = 0; z < zoneCount; z += 1)
          share[sku * zoneCount + z] = share[sku * zoneCount + z]! + own / zoneCount;
    }
  }
  for (let sku = 0; sku < skus.count; sku += 1) {
    for (let zone = 0; zone < zoneCount; zone += 1) {
      const at = sku * zoneCount + zone;
      share[at] = volume[sku]! > 0 ? share[at]! / volume[sku]! : 1 / zoneCount;
    }
    // A SKU without stock still needs room for its first bundle.
    if (volume[sku] === 0) volume[sku] = skus.bundleUnits[sku]! * skus.unitVolume[sku]!;
  }
  return { volume, share };
}
