// Reasons as a frame holds them: a number each, for as many different sentences as a page keeps.
import type { ReasonForm } from "../protocol/messages.ts";
import type { Standing } from "./live-feed.ts";

/** Sentences kept; details beyond are left out, so that chatty robots cost no memory. */
const formsMax = 3000;

export class ReasonTable {
  /** Grows; what a frame's reason − 1 points into. */
  readonly forms: ReasonForm[] = [];
  private readonly indexes = new Map<string, number>();

  /** The word of the frame. */
  wordOf({ code, why, todo }: Standing): number {
    const full = `${code} ${why.en} ${todo.en}`;
    const known = this.indexes.get(full) ?? this.indexes.get(code);
    if (known !== undefined && (this.indexes.has(full) || this.forms.length >= formsMax)) return known + 1;
    if (this.forms.length >= formsMax) return 0;
    const index = this.forms.length;
    this.forms.push({ code, values: [], said: { why, todo } });
    this.indexes.set(full, index);
    if (!this.indexes.has(code)) this.indexes.set(code, index);
    return index + 1;
  }
}
