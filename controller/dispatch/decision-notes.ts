// Notes of what each rule chose and why, or why it refused: kept only while somebody asks for them, outside all state, so
// that a run is the same with and without.
import type { Decision, DecisionNote, DecisionTally, Explanation, Strategy } from "../controller-port.ts";
import { defaultRules } from "../controller-port.ts";
import { limits } from "./limits.ts";

export class DecisionNotes {
  /** The same decision about the same, made again, is one note with a later last step. Oldest first. */
  private readonly notes = new Map<string, DecisionNote>();
  /** How often each reason decided, by decision, rule and reason; bounded by the number of reasons. */
  private readonly tallies = new Map<string, DecisionTally>();

  constructor(private readonly strategy: Strategy) {}

  add(
    step: number,
    decision: Decision,
    subject: Readonly<Record<string, number>>,
    chosen: number | null,
    because: Explanation,
  ): void {
    const key = `${decision} ${JSON.stringify(subject)} ${chosen} ${because.code}`;
    const before = this.notes.get(key);
    const rule = this.strategy.rules[decision] ?? defaultRules[decision] ?? "";
    const fromStep = before?.fromStep ?? step;
    if (before === undefined) this.count(decision, rule, chosen, because);
    this.notes.delete(key);
    this.notes.set(key, { decision, rule, subject, chosen, because, fromStep, toStep: step });
    if (this.notes.size <= limits.decisionNotesMax) return;
    const [oldest] = this.notes.keys();
    this.notes.delete(oldest!);
  }

  list(): readonly DecisionNote[] {
    return [...this.notes.values()];
  }

  /** Often used ones first; of equals the order in which they came first. */
  counts(): readonly DecisionTally[] {
    return [...this.tallies.values()].sort((a, b) => b.times - a.times);
  }

  private count(decision: Decision, rule: string, chosen: number | null, because: Explanation): void {
    const key = `${decision} ${chosen === null} ${because.code}`;
    const times = (this.tallies.get(key)?.times ?? 0) + 1;
    this.tallies.set(key, { decision, rule, refused: chosen === null, times, latest: because });
  }
}
