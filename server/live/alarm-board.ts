// Alarms that hold now: each has an id, begins once and ends once. What is seen is told anew each time; what is no longer is over.
import type { ReasonLanguage } from "../../devices/vda5050/index.ts";
import type { AlarmView } from "../api/index.ts";
import type { Said } from "./live-texts.ts";

export interface Seen {
  readonly id: string;
  readonly severity: AlarmView["severity"];
  readonly about: string;
  readonly say: (language: ReasonLanguage) => Said;
  /** What lasts no longer than this is no alarm. */
  readonly afterMs?: number;
}

/** Alarms of one kind that are told; more at once would only hide them. Other kinds, a rival above all, are told all the same. */
const alarmsOfKindMax = 500;
const kindOf = (id: string): string => id.split(" ", 1)[0]!;

export class AlarmBoard {
  private readonly seen = new Map<string, { readonly what: Seen; readonly sinceMs: number }>();
  private readonly told = new Set<string>();

  /** Everything that is wrong now. Returns the ids of alarms that begin, end or change their words. */
  update(all: readonly Seen[], nowMs: number): readonly string[] {
    const changed: string[] = [];
    const now = new Set(all.map(({ id }) => id));
    for (const id of [...this.seen.keys()]) {
      if (now.has(id)) continue;
      this.seen.delete(id);
      if (this.told.delete(id)) changed.push(id);
    }
    const counts = new Map<string, number>();
    const count = (id: string): number => {
      const next = (counts.get(kindOf(id)) ?? 0) + 1;
      counts.set(kindOf(id), next);
      return next;
    };
    for (const id of this.seen.keys()) count(id);
    for (const what of all) {
      const before = this.seen.get(what.id);
      if (before === undefined && count(what.id) > alarmsOfKindMax) continue;
      const sinceMs = before?.sinceMs ?? nowMs;
      this.seen.set(what.id, { what, sinceMs });
      const holds = nowMs - sinceMs >= (what.afterMs ?? 0);
      const isNew = holds && !this.told.has(what.id);
      const isOther = before !== undefined && before.what.say("en").message !== what.say("en").message;
      if (isNew) this.told.add(what.id);
      if (isNew || (isOther && this.told.has(what.id))) changed.push(what.id);
    }
    return changed;
  }

  get count(): number {
    return this.told.size;
  }
  all(language: ReasonLanguage): readonly AlarmView[] {
    return [...this.told].map((id) => this.one(id, language)!);
  }
  one(id: string, language: ReasonLanguage): AlarmView | undefined {
    const entry = this.told.has(id) ? this.seen.get(id) : undefined;
    if (entry === undefined) return undefined;
    const { severity, about, say } = entry.what;
    const { message, advice } = say(language);
    return { id, severity, about, message, ...(advice === "" ? {} : { advice }), sinceMs: entry.sinceMs };
  }
}
