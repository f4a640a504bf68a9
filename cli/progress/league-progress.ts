// Progress of a league run: one line redrawn in place on a terminal, a plain line now and then elsewhere.
import type { CliContext } from "../context.ts";
import { formatCount, formatDuration } from "../format.ts";
import { truncate } from "../table/display-width.ts";

export interface LeagueProgress {
  readonly step: number;
  readonly steps: number;
  readonly tasks: number;
  /** Of the last decisions. */
  readonly planningMs: number;
}

const redrawMs = 100;
/** Without a terminal: no two lines closer than this, nor than a twentieth of the run. */
const lineMs = 3000;
const lineShare = 0.05;
const barCells = 24;

export class LeagueProgressView {
  private readonly context: CliContext;
  private readonly year: number;
  private readonly startedMs: number;
  private shownMs = Number.NEGATIVE_INFINITY;
  private shownShare = Number.NEGATIVE_INFINITY;

  constructor(context: CliContext, year: number) {
    this.context = context;
    this.year = year;
    this.startedMs = context.now();
  }

  /** May be called at every step; draws what is not too much. */
  show(progress: LeagueProgress): void {
    const nowMs = this.context.now();
    const share = progress.step / progress.steps;
    const { isTerminal } = this.context.err;
    if (nowMs - this.shownMs < (isTerminal ? redrawMs : lineMs)) return;
    if (!isTerminal && share - this.shownShare < lineShare) return;
    this.draw(progress, nowMs);
    this.shownMs = nowMs;
    this.shownShare = share;
  }

  /** The last state, always drawn. */
  finish(progress: LeagueProgress): void {
    this.draw(progress, this.context.now());
    if (this.context.err.isTerminal) this.context.err.write("\n");
  }

  private draw(progress: LeagueProgress, nowMs: number): void {
    const { err, text, colors } = this.context;
    const { step, steps, tasks, planningMs } = progress;
    const share = step / steps;
    const wallSeconds = (nowMs - this.startedMs) / 1000;
    const left = share >= 1 ? "✓" : this.timeLeft(wallSeconds, share);
    const rate = (step === 0 ? 0 : tasks / step).toFixed(2);
    const numbers = text.league.progress(
      this.year,
      formatCount(tasks),
      rate,
      planningMs.toFixed(planningMs < 10 ? 1 : 0),
    );
    const percent = `${Math.floor(share * 100)}%`.padStart(4);
    const count = `${formatCount(step)}/${formatCount(steps)}`;
    if (!err.isTerminal) {
      err.write(`${percent}  ${count}  ${numbers}  ${left}\n`);
      return;
    }
    const full = Math.round(share * barCells);
    const bar = "█".repeat(full) + "░".repeat(barCells - full);
    const line = truncate(`${percent}  ${bar}  ${count}  ${numbers}  ${left}`, err.columns - 1);
    const painted = line
      .replace(/█+/, (cells) => colors.cyan(cells))
      .replace(/░+/, (cells) => colors.dim(cells));
    err.write(`\r\u001b[2K${painted}`);
  }

  private timeLeft(wallSeconds: number, share: number): string {
    const { text } = this.context;
    if (wallSeconds <= 0 || share <= 0) return "…";
    return text.timeLeft(formatDuration((wallSeconds / share) * (1 - share), text));
  }
}
