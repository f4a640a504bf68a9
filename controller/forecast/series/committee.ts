// The committee: its members' forecasts in a mean weighted by how far off each was at past origins of the same series.
import { committeeForecasts, memberCount } from "./members.ts";
import { earlier, emptyForecast, type SeriesView } from "./view.ts";

/** Past origins looked at, at most (eight weeks of days), and the seasons a model must have seen before it is asked. */
const originsMax = 14;
const seasonsBefore = 3;
/** Origins of evidence for "all members are as good as each other". */
const priorOrigins = 6;

/** What the committee said at a past origin and what came. */
export interface PastForecast {
  /** First forecast step. */
  readonly origin: number;
  readonly forecast: Float64Array;
  readonly actual: Float64Array;
  /** 1 where the step that came was ordinary. */
  readonly ordinary: Uint8Array;
}

export interface CommitteeForecast {
  readonly mean: Float64Array;
  /** Weight per member, adding up to 1. */
  readonly weights: Float64Array;
  /** Whether each member took part in this forecast. */
  readonly spoke: readonly boolean[];
  /** The same committee at past origins, oldest first: each with the weights of what was known before it. */
  readonly past: readonly PastForecast[];
}

/** Forecasts one series and says how the same procedure did before. Fewer past origins where the history is short. */
export function committeeForecast(view: SeriesView, horizon: number): CommitteeForecast {
  const length = view.values.length;
  const origins = pastOrigins(length, view.cycle);
  const errors = new Float64Array(memberCount);
  let volume = 0;
  let seen = 0;
  const past: PastForecast[] = [];
  for (const origin of origins) {
    const reach = Math.min(horizon, length - origin);
    const members = committeeForecasts(earlier(view, origin), reach);
    const actual = view.values.slice(origin, origin + reach);
    const ordinary = view.ordinary.slice(origin, origin + reach);
    past.push({ origin, forecast: blend(members, weigh(errors, volume, seen)), actual, ordinary });
    for (let k = 0; k < reach; k += 1) {
      if (ordinary[k] === 0) continue;
      volume += actual[k]!;
      // A member that could not speak is as far off as the mean of the others.
      const spoken = members.filter((member) => member !== null);
      const usual =
        spoken.reduce((sum, member) => sum + Math.abs(member[k]! - actual[k]!), 0) / spoken.length;
      members.forEach((member, m) => {
        errors[m] = errors[m]! + (member === null ? usual : Math.abs(member[k]! - actual[k]!));
      });
    }
    seen += 1;
  }
  const weights = weigh(errors, volume, seen);
  const members = committeeForecasts(view, horizon);
  const spoke = members.map((member) => member !== null);
  const spoken = weights.reduce((sum, weight, m) => sum + (spoke[m] ? weight : 0), 0);
  return {
    mean: blend(members, weights),
    weights: weights.map((weight, m) => (spoke[m] ? weight / spoken : 0)),
    spoke,
    past,
  };
}

/** Past origins of a history of this length, oldest first: each more than half a season after the one before. */
export function pastOrigins(length: number, cycle: number): number[] {
  const first = Math.max(seasonsBefore * cycle, 8);
  const every = Math.max(1, Math.round(cycle * 0.57));
  const origins: number[] = [];
  for (let origin = length - 1; origin >= first && origins.length < originsMax; origin -= every) {
    origins.unshift(origin);
  }
  return origins;
}

/** Weights by the inverse square of the errors so far, drawn towards equal ones while there are few origins. */
function weigh(errors: Float64Array, volume: number, seen: number): Float64Array {
  const floor = 1e-6 * volume + 1e-9;
  const scores = errors.map((error) => 1 / ((error + floor) * (error + floor)));
  const total = scores.reduce((sum, score) => sum + score, 0);
  const evidence = seen / (seen + priorOrigins);
  return scores.map((score) => evidence * (score / total) + (1 - evidence) / memberCount);
}

function blend(members: readonly (Float64Array | null)[], weights: Float64Array): Float64Array {
  const mean = emptyForecast(members[0]?.length ?? 0);
  const total = members.reduce((sum, member, m) => sum + (member === null ? 0 : weights[m]!), 0);
  members.forEach((member, m) => {
    if (member === null) return;
    const weight = weights[m]! / total;
    for (let k = 0; k < mean.length; k += 1) mean[k] = mean[k]! + weight * member[k]!;
  });
  return mean;
}
