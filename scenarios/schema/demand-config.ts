// From the validated `demand:` section to what sim/demand takes: names become indexes, clock times become seconds.
import {
  type FestivalDemandConfig,
  type OrderShape,
  ordinaryHourShape,
  type SaturatedDemandConfig,
  type WaveConfig,
} from "../../sim/demand/index.ts";
import type { SkuTable } from "../../sim/model/index.ts";
import type { FestivalDemandSpec, SaturatedDemandSpec } from "./demand-schema.ts";
import { parseLocalSeconds } from "./fields.ts";

/** The festival generator's configuration; the section must have passed the schema and the cross checks. */
export function festivalConfig(spec: FestivalDemandSpec, skus: SkuTable): FestivalDemandConfig {
  const names = skus.categoryNames;
  return {
    name: spec.festival,
    ordinaryOrdersPerDay: spec.ordinaryOrdersPerDay,
    hourShape: names.map((name) => {
      if (spec.hourShape === undefined) return ordinaryHourShape;
      return Array.isArray(spec.hourShape) ? spec.hourShape : (spec.hourShape[name] ?? ordinaryHourShape);
    }),
    weekdayFactor: spec.weekdayFactor,
    seasons: spec.seasons.map((season) => ({
      fromLocalSeconds: parseLocalSeconds(season.from)!,
      toLocalSeconds: parseLocalSeconds(season.to)!,
      factor: season.factor,
    })),
    categoryShare: categoryShares(spec.categoryShare, skus),
    order: orderShape(spec),
    popularity: spec.popularity,
    overdispersion: spec.overdispersion,
    releaseLagSeconds: spec.releaseLagMinutes * 60,
    waves: spec.waves.map((wave) => waveConfig(wave, names)),
    peakFactor: spec.peakFactor ?? null,
    knowledge: spec.knowledge,
  };
}

/** The constant backlog's configuration. */
export function saturatedConfig(spec: SaturatedDemandSpec, skus: SkuTable): SaturatedDemandConfig {
  return {
    backlogOrders: spec.backlogOrders,
    backlogBundles: spec.backlogBundles,
    order: orderShape(spec),
    categoryShare: categoryShares(spec.categoryShare, skus),
    popularity: spec.popularity,
  };
}

function waveConfig(wave: FestivalDemandSpec["waves"][number], names: readonly string[]): WaveConfig {
  const openLocalSeconds = parseLocalSeconds(wave.opens)!;
  const closing = wave.closingShare;
  return {
    name: wave.name,
    openLocalSeconds,
    closeLocalSeconds: parseLocalSeconds(wave.closes)!,
    dayMultiple: wave.dayMultiple,
    flashShare: wave.flashShare,
    flashDecayMinutes: wave.flashDecayMinutes,
    burstShare: wave.burstShare,
    burstDecayMinutes: wave.burstDecayMinutes,
    closingShare: names.map((name) => (typeof closing === "number" ? closing : (closing[name] ?? 0))),
    closingMinutes: wave.closingMinutes,
    lift: names.map((name) => wave.lift[name] ?? 1),
    heroCount: wave.heroes?.count ?? 0,
    heroShare: wave.heroes?.share ?? 0,
    presale:
      wave.presale === undefined
        ? null
        : {
            cartDays: wave.presale.cartDays,
            conversionMin: wave.presale.conversion.min,
            conversionMax: wave.presale.conversion.max,
            payLocalSeconds:
              wave.presale.pay === undefined ? openLocalSeconds : parseLocalSeconds(wave.presale.pay)!,
            payDecayMinutes: wave.presale.payDecayMinutes,
          },
  };
}

function orderShape(spec: FestivalDemandSpec | SaturatedDemandSpec): OrderShape {
  return {
    lines: spec.lines,
    units: spec.unitsPerLine,
    crossCategoryShare: spec.crossCategoryShare,
    priorities: spec.priorities.map((priority) => ({
      name: priority.name,
      share: priority.share,
      promiseSeconds: priority.promiseHours * 3600,
      departures: priority.departures.map(clockSeconds).sort((a, b) => a - b),
    })),
  };
}

/** Shares by name, or each category's share of the SKUs. A category without SKUs has no demand. */
function categoryShares(
  named: Readonly<Record<string, number>> | undefined,
  skus: SkuTable,
): readonly number[] {
  const counts = skus.categoryNames.map(() => 0);
  for (let sku = 0; sku < skus.count; sku += 1) counts[skus.category[sku]!]! += 1;
  if (named === undefined) return counts.map((count) => count / skus.count);
  const shares = skus.categoryNames.map((name, category) => (counts[category]! > 0 ? (named[name] ?? 0) : 0));
  return shares.some((share) => share > 0) ? shares : counts.map((count) => count / skus.count);
}

function clockSeconds(clock: string): number {
  return Number(clock.slice(0, 2)) * 3600 + Number(clock.slice(3, 5)) * 60;
}
