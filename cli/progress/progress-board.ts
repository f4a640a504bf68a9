// How far a set of runs is, gathered by strategy: what both the bars and the plain lines show.
import { formatClock } from "../format.ts";

/** Runs shown together in one row, e.g. all seeds of a strategy. */
export interface ProgressRow {
  readonly label: string;
  readonly runs: number;
  readonly runsDone: number;
  /** 0..1 over all runs of the row. */
  readonly share: number;
  /** Simulated seconds into the run that reported last. */
  readonly clockSeconds: number;
  readonly ordersDone: number;
  /** Simulated seconds per wall second since the row's first report; 0 while unknown. */
  readonly speedUp: number;
  /** Wall seconds until the row is done at that speed; NaN while unknown. */
  readonly leftSeconds: number;
}

export interface ProgressRun {
  readonly label: string;
  readonly horizonSteps: number;
  readonly stepSeconds: number;
}

/** A row's own clock, `21:05`; of several runs, which have no common clock, how many are done: `1/3`. */
export function whereabouts(row: ProgressRow, startSeconds: number, clockForm: "time" | "date-time"): string {
  return row.runs > 1
    ? `${row.runsDone}/${row.runs}`
    : formatClock(startSeconds, row.clockSeconds, clockForm);
}

export class ProgressBoard {
  readonly #runs: readonly ProgressRun[];
  readonly #steps: number[];
  readonly #ordersDone: number[];
  readonly #ended: boolean[];
  readonly #leftOut: boolean[];
  readonly #labels: readonly string[];
  readonly #firstMs = new Map<string, number>();
  readonly #lastMs = new Map<string, number>();
  readonly #clockSeconds = new Map<string, number>();

  constructor(runs: readonly ProgressRun[]) {
    this.#runs = runs;
    this.#steps = runs.map(() => 0);
    this.#ordersDone = runs.map(() => 0);
    this.#ended = runs.map(() => false);
    this.#leftOut = runs.map(() => false);
    this.#labels = [...new Set(runs.map((run) => run.label))];
  }

  start(run: number, nowMs: number): void {
    const { label } = this.#runs[run]!;
    if (!this.#firstMs.has(label)) this.#firstMs.set(label, nowMs);
  }

  update(run: number, progress: { readonly step: number; readonly ordersDone: number }, nowMs: number): void {
    const { label, stepSeconds } = this.#runs[run]!;
    this.start(run, nowMs);
    this.#lastMs.set(label, nowMs);
    this.#steps[run] = progress.step;
    this.#ordersDone[run] = progress.ordersDone;
    this.#clockSeconds.set(label, progress.step * stepSeconds);
  }

  end(run: number): void {
    this.#ended[run] = true;
  }

  /** A run that is not needed any more: what is shown is about the others. */
  leaveOut(run: number): void {
    this.#leftOut[run] = true;
  }

  rows(): readonly ProgressRow[] {
    return this.#labels.map((label) => this.#row(label)).filter(({ runs }) => runs > 0);
  }

  /** 0..1 over all runs. */
  share(): number {
    const counts = (run: number) => (this.#leftOut[run] ? 0 : 1);
    const total = this.#runs.reduce((sum, run, index) => sum + run.horizonSteps * counts(index), 0);
    return total === 0 ? 1 : this.#steps.reduce((sum, step, index) => sum + step * counts(index), 0) / total;
  }

  #row(label: string): ProgressRow {
    const indexes = this.#runs.flatMap((run, index) =>
      run.label === label && !this.#leftOut[index] ? [index] : [],
    );
    const total = (value: (index: number) => number): number =>
      indexes.reduce((sum, index) => sum + value(index), 0);
    const doneSeconds = total((index) => this.#steps[index]! * this.#runs[index]!.stepSeconds);
    const allSeconds = total((index) => this.#runs[index]!.horizonSteps * this.#runs[index]!.stepSeconds);
    const wallSeconds = ((this.#lastMs.get(label) ?? 0) - (this.#firstMs.get(label) ?? 0)) / 1000;
    const speedUp = wallSeconds > 0 ? doneSeconds / wallSeconds : 0;
    return {
      label,
      runs: indexes.length,
      runsDone: total((index) => (this.#ended[index] ? 1 : 0)),
      share: allSeconds === 0 ? 1 : doneSeconds / allSeconds,
      clockSeconds: this.#clockSeconds.get(label) ?? 0,
      ordersDone: total((index) => this.#ordersDone[index]!),
      speedUp,
      leftSeconds: speedUp > 0 ? (allSeconds - doneSeconds) / speedUp : Number.NaN,
    };
  }
}
