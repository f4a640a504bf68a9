// From finished runs to an answer: where measuring begins, which seeds count, the comparison, the best strategy.
import {
  type ComparedRun,
  type Comparison,
  compareRuns,
  fewestSeeds,
  type KpiReport,
  meanWithHalfWidth,
  type PrecisionRule,
  type Selection,
  selectBest,
  type WarmUp,
  warmUpOf,
  widestHalfWidth,
} from "../../scenarios/index.ts";
import type { ExecutedRun } from "../execute-runs.ts";
import type { PreparedRuns } from "../prepare-runs.ts";
import { comparedRuns } from "./compared-runs.ts";

export interface AnswerWanted {
  readonly kpi: keyof KpiReport;
  /** Find the warm-up from the runs. */
  readonly mser: boolean;
  readonly precision: PrecisionRule | null;
}

export interface Answer {
  readonly kpi: keyof KpiReport;
  /** The runs with the KPIs of the time that is measured; with a precision that is reached only those of the seeds that count. */
  readonly executed: readonly ExecutedRun[];
  readonly comparison: Comparison | null;
  readonly selection: Selection | null;
  /** The KPI by strategy. */
  readonly means: readonly { readonly name: string; readonly mean: number; readonly half: number }[];
  /** Left out at the start, minutes. */
  readonly fromMinutes: number;
  /** Null where it was given, not found. */
  readonly warmUp: WarmUp | null;
  /** Null where none was asked for. */
  readonly precision: { readonly wanted: number; readonly reached: number; readonly seeds: number } | null;
}

/** How many seeds give the precision that is wanted, from the first; null while it is not reached. */
export function seedsNeeded(
  prepared: PreparedRuns,
  executed: readonly ExecutedRun[],
  { precision, mser }: AnswerWanted,
): number | null {
  if (precision === null) return null;
  const whole = wholeSeeds(prepared, executed);
  const runsOf = (count: number): readonly ComparedRun[] =>
    comparedRuns(measured(prepared, ofSeeds(prepared, executed, count), mser).executed);
  return fewestSeeds(whole, runsOf, precision);
}

export function answerOf(
  prepared: PreparedRuns,
  executed: readonly ExecutedRun[],
  wanted: AnswerWanted,
): Answer {
  const count = seedsNeeded(prepared, executed, wanted);
  const counting = count === null ? executed : ofSeeds(prepared, executed, count);
  const { executed: runs, warmUp } = measured(prepared, counting, wanted.mser);
  const compared = comparedRuns(runs);
  const comparison = compareRuns(compared);
  const { kpi, precision } = wanted;
  const names = comparison?.strategies.map(({ name }) => name) ?? [];
  return {
    kpi,
    executed: runs,
    comparison,
    selection: selectBest(compared, kpi),
    means: names.map((name) => ({
      name,
      ...meanWithHalfWidth(
        comparison!.seeds.map(
          (seed) => compared.find((run) => run.strategy === name && run.seed === seed)!.kpis[kpi],
        ),
      ),
    })),
    fromMinutes: warmUp?.minutes ?? prepared.scenario.warmupMinutes,
    warmUp,
    precision:
      precision === null
        ? null
        : {
            wanted: precision.precision,
            reached: widestHalfWidth(compared, kpi),
            seeds: comparison?.seeds.length ?? 0,
          },
  };
}

/** Seeds, from the first on without a gap, that every strategy has finished. */
function wholeSeeds({ seeds, jobs }: PreparedRuns, executed: readonly ExecutedRun[]): number {
  const complete = new Set(
    executed.flatMap(({ job, result }) => (result.kind === "complete" ? [keyOf(job)] : [])),
  );
  const gap = seeds.findIndex((seed) => jobs.some((job) => job.seed === seed && !complete.has(keyOf(job))));
  return gap < 0 ? seeds.length : gap;
}

function keyOf({ seed, strategy }: ExecutedRun["job"]): string {
  return `${seed} ${strategy.name}`;
}

function ofSeeds(
  { seeds }: PreparedRuns,
  executed: readonly ExecutedRun[],
  count: number,
): readonly ExecutedRun[] {
  const counting = new Set(seeds.slice(0, count));
  return executed.filter(({ job }) => counting.has(job.seed));
}

/** The runs with the KPIs from the warm-up's end; as they are where none is to be found. */
function measured(
  { scenario }: PreparedRuns,
  executed: readonly ExecutedRun[],
  mser: boolean,
): { readonly executed: readonly ExecutedRun[]; readonly warmUp: WarmUp | null } {
  if (!mser) return { executed, warmUp: null };
  const names = [...new Set(executed.map(({ job }) => job.strategy.name))];
  const units = names.map((name) =>
    executed.flatMap(({ job, result }) =>
      job.strategy.name === name && result.kind === "complete" ? [result.series.unitsPicked] : [],
    ),
  );
  const warmUp = warmUpOf(
    units.filter((runs) => runs.length > 0),
    scenario,
  );
  const from = warmUp.minutes * 60;
  return {
    warmUp,
    executed: executed.map((run): ExecutedRun => {
      const { result } = run;
      if (result.kind !== "complete") return run;
      const kpis =
        from === 0 ? result.kpis : result.windows?.find(({ fromSeconds }) => fromSeconds === from)?.kpis;
      return kpis === undefined ? run : { ...run, result: { ...result, kpis } };
    }),
  };
}
