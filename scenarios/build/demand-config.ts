// The demand section of a scenario in the terms of sim/demand: per category arrays, seconds, everything resolved.
import {
  type FestivalDemandConfig,
  type OrderShape,
  ordinaryHourShape,
  type SaturatedDemandConfig,
  type WaveConfig,
} from "../../sim/demand/index.ts";
import type { FestivalDemandSpec, SaturatedDemandSpec } from "../schema/demand-schema.ts";
import { clockSeconds, parseLocalSeconds } from "../schema/fields.ts";
import type { Scenario } from "../schema/scenario-schema.ts";

type Categories = Scenario["skus"]["categories"];
type WaveSpec = FestivalDemandSpec["waves"][number];

export function festivalConfig(spec: FestivalDemandSpec, categories: Categories): FestivalDemandConfig {
  return {
    name: spec.festival,
    ordinaryOrdersPerDay: spec.ordinaryOrdersPerDay,
    hourShape: categories.map(({ name }) => hourShape(spec.hourShape, name)),
    weekdayFactor: spec.weekdayFactor,
    seasons: spec.seasons.map((season) => ({
      fromLocalSeconds: seconds(season.from),
      toLocalSeconds: seconds(season.to),
      factor: season.factor,
    })),
    categoryShare: categoryShare(spec.categoryShare, categories),
    order: orderShape(spec),
    popularity: spec.popularity,
    overdispersion: spec.overdispersion,
    releaseLagSeconds: spec.releaseLagMinutes * 60,
    waves: spec.waves.map((wave) => waveConfig(wave, categories)),
    peakFactor: spec.peakFactor ?? null,
    knowledge: spec.knowledge,
  };
}

export function saturatedConfig(spec: SaturatedDemandSpec, categories: Categories): SaturatedDemandConfig {
  return {
    backlogOrders: spec.backlogOrders,
    backlogBundles: spec.backlogBundles,
    stockLevels: spec.stockLevels ?? null,
    onlyInStock: spec.onlyInStock,
    order: orderShape(spec),
    categoryShare: categoryShare(spec.categoryShare, categories),
    popularity: spec.popularity,
  };
}

function hourShape(spec: FestivalDemandSpec["hourShape"], category: string): readonly number[] {
  if (spec === undefined) return ordinaryHourShape;
  return Array.isArray(spec) ? spec : ((spec as Record<string, number[]>)[category] ?? ordinaryHourShape);
}

function waveConfig(wave: WaveSpec, categories: Categories): WaveConfig {
  const { closingShare, lift } = wave;
  return {
    name: wave.name,
    openLocalSeconds: seconds(wave.opens),
    closeLocalSeconds: seconds(wave.closes),
    dayMultiple: wave.dayMultiple,
    flashShare: wave.flashShare,
    flashDecayMinutes: wave.flashDecayMinutes,
    burstShare: wave.burstShare,
    burstDecayMinutes: wave.burstDecayMinutes,
    closingShare: categories.map(({ name }) =>
      typeof closingShare === "number" ? closingShare : (closingShare[name] ?? 0),
    ),
    closingMinutes: wave.closingMinutes,
    lift: categories.map(({ name }) => lift[name] ?? 1),
    heroCount: wave.heroes?.count ?? 0,
    heroShare: wave.heroes?.share ?? 0,
    presale:
      wave.presale === undefined
        ? null
        : {
            cartDays: wave.presale.cartDays,
            conversionMin: wave.presale.conversion.min,
            conversionMax: wave.presale.conversion.max,
            payLocalSeconds: seconds(wave.presale.pay ?? wave.opens),
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

/** Demand share per category, summing to 1; without any given, each category's share of the SKUs. */
export function categoryShare(
  given: Readonly<Record<string, number>> | undefined,
  categories: Categories,
): readonly number[] {
  const shares = categories.map(({ name, share }) => (given === undefined ? share : (given[name] ?? 0)));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

function seconds(local: string): number {
  return parseLocalSeconds(local)!;
}
