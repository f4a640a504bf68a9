// Rolling origins: the forecast and the baselines as they would have been, against what came.
import { baselines } from "./baselines.ts";
import type { SeriesCalendar } from "./calendar.ts";
import { type PastForecast, pastOrigins } from "./committee.ts";
import { forecastSeries } from "./forecast-series.ts";
import { countQuantile, learnError } from "./quantiles.ts";
import { type ForecastScores, ScoreKeeper, scoreLevels } from "./scores.ts";
import {
  type NodeKind,
  type PeriodClock,
  periodClock,
  periodSums,
  type SeriesSet,
  treeOf,
} from "./series-set.ts";
import { earlier, type PointModel, type SeriesView } from "./view.ts";

export interface BacktestRequest {
  readonly calendar: SeriesCalendar;
  readonly indicators: ReadonlyMap<string, Float64Array>;
  /** Known steps at each origin, ascending. */
  readonly origins: readonly number[];
  readonly horizonSteps: number;
  /** Names of the series to score; `null` = all. Totals and groups always are. */
  readonly scored: ReadonlySet<string> | null;
}

/** One origin's forecast of a node, for the picture. */
export interface BacktestPath {
  readonly knownSteps: number;
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface BacktestResult {
  /** Scores per kind of node and model: `peakfleet` first, then the baselines. */
  readonly scores: readonly {
    readonly kind: NodeKind;
    readonly model: string;
    readonly scores: ForecastScores;
  }[];
  /** The first root's paths; all roots' names. */
  readonly paths: readonly {
    readonly name: string;
    readonly actual: Float64Array;
    readonly paths: readonly BacktestPath[];
  }[];
}

export const ownModel = "peakfleet";

/** Steps beyond the end of the history are left out of the scores. */
export function backtest(set: SeriesSet, request: BacktestRequest): BacktestResult {
  const { origins, horizonSteps, calendar, indicators } = request;
  const tree = treeOf(set);
  const clock = periodClock(set);
  const keepers = new Map<string, ScoreKeeper>();
  const keeperOf = (kind: NodeKind, model: string) => {
    const key = `${kind}|${model}`;
    const keeper = keepers.get(key) ?? new ScoreKeeper();
    keepers.set(key, keeper);
    return keeper;
  };
  const roots = tree.flatMap(({ parent }, at) => (parent < 0 ? [at] : []));
  const paths = roots.map((): BacktestPath[] => []);
  for (const knownSteps of origins) {
    const forecast = forecastSeries(set, {
      calendar,
      indicators,
      knownSteps,
      horizonSteps,
      levels: scoreLevels,
    });
    tree.forEach((node, at) => {
      if (node.kind === "series" && request.scored?.has(node.name) === false) return;
      const own = forecast.nodes[at]!;
      const naive = naiveError(node.values, clock, knownSteps);
      score(keeperOf(node.kind, ownModel), node.values, knownSteps, own, naive);
      const root = roots.indexOf(at);
      if (root >= 0) {
        paths[root]!.push({ knownSteps, mean: own.mean, low: own.quantiles[2]!, high: own.quantiles[18]! });
      }
      for (const model of baselines) {
        const other = baselineForecast(model, node.values, clock, request, knownSteps);
        score(keeperOf(node.kind, model.name), node.values, knownSteps, other, naive);
      }
    });
  }
  const kinds: readonly NodeKind[] = ["total", "group", "series"];
  const models = [ownModel, ...baselines.map(({ name }) => name)];
  return {
    scores: kinds.flatMap((kind) =>
      models.flatMap((model) => {
        const keeper = keepers.get(`${kind}|${model}`);
        return keeper === undefined ? [] : [{ kind, model, scores: keeper.result() }];
      }),
    ),
    paths: roots.map((at, i) => ({ name: tree[at]!.name, actual: tree[at]!.values, paths: paths[i]! })),
  };
}

interface StepForecast {
  readonly mean: Float64Array;
  readonly quantiles: readonly Float64Array[];
}

function score(
  keeper: ScoreKeeper,
  values: Float64Array,
  knownSteps: number,
  forecast: StepForecast,
  naive: number,
): void {
  const reach = Math.min(forecast.mean.length, values.length - knownSteps);
  for (let k = 0; k < reach; k += 1) {
    const quantiles = forecast.quantiles.map((quantile) => quantile[k]!);
    keeper.add(values[knownSteps + k]!, forecast.mean[k]!, quantiles, naive);
  }
}

/**
 * A baseline on the steps themselves with a season of a week, its quantiles conformal from its own past forecasts: the same
 * help that the model gets, so that quantiles compare models and not ways to make intervals.
 */
function baselineForecast(
  model: PointModel,
  values: Float64Array,
  clock: PeriodClock,
  { horizonSteps }: BacktestRequest,
  knownSteps: number,
): StepForecast {
  const cycle = clock.cycle * clock.stepsPerPeriod;
  const view: SeriesView = {
    values: values.subarray(0, knownSteps),
    ordinary: new Uint8Array(knownSteps).fill(1),
    cycle,
    phase: 0,
  };
  const mean = model.predict(view, horizonSteps);
  const past = pastOrigins(knownSteps, cycle).map((origin): PastForecast => {
    const reach = Math.min(horizonSteps, knownSteps - origin);
    return {
      origin,
      forecast: model.predict(earlier(view, origin), reach),
      actual: view.values.slice(origin, origin + reach),
      ordinary: new Uint8Array(reach).fill(1),
    };
  });
  const error = learnError(past);
  return {
    mean,
    quantiles: scoreLevels.map((level) => mean.map((value) => countQuantile(level, value, error))),
  };
}

/** Mean absolute error of the seasonal naive forecast over whole periods of the history, per step. */
function naiveError(values: Float64Array, clock: PeriodClock, knownSteps: number): number {
  const season = clock.cycle * clock.stepsPerPeriod;
  if (clock.stepsPerPeriod === 1) {
    const sums = periodSums(values, clock, knownSteps);
    return meanGap(sums, clock.cycle);
  }
  return meanGap(values.subarray(0, knownSteps), season);
}

function meanGap(values: Float64Array, season: number): number {
  let sum = 0;
  for (let step = season; step < values.length; step += 1)
    sum += Math.abs(values[step]! - values[step - season]!);
  return values.length > season ? sum / (values.length - season) : 0;
}
