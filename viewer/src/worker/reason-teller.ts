// Why each robot does what it does, as words of a frame.
import type { Run } from "../../../scenarios/index.ts";
import { reasons } from "../../../scenarios/index.ts";
import type { TellReason } from "../protocol/frame-codec.ts";
import { reasonValuesMax } from "../protocol/frame-codec.ts";
import type { ReasonForm } from "../protocol/messages.ts";

export const reasonForms: readonly ReasonForm[] = Object.entries(reasons).map(([code, values]) => ({
  code,
  values,
}));
const indexOf = new Map(reasonForms.map((form, index) => [form.code, index]));

/** A teller for a run; a code that is not in the vocabulary becomes 0, a value that is no number −1. */
export function reasonTeller(run: Run): TellReason {
  return (robot, words, reasonAt, valuesAt) => {
    const { code, values } = run.brain.explain(robot);
    const index = indexOf.get(code);
    words[reasonAt] = index === undefined ? 0 : index + 1;
    const names = index === undefined ? [] : reasonForms[index]!.values;
    for (let at = 0; at < reasonValuesMax; at += 1) {
      const value = names[at] === undefined ? -1 : values[names[at]!];
      words[valuesAt + at] = typeof value === "number" && Number.isFinite(value) ? Math.round(value) : -1;
    }
  };
}
