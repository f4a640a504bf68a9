// Why each robot does what it does, as words of a frame.
import { reasons } from "../../controller/index.ts";
import type { Run } from "../run-port.ts";
import { type RecordedReason, reasonValuesMax } from "./recording-port.ts";

/** Writes a robot's reason into the words: its index + 1 at `reasonAt`, its values from `valuesAt` on. */
export type TellReason = (robot: number, words: Int32Array, reasonAt: number, valuesAt: number) => void;

export const reasonForms: readonly RecordedReason[] = Object.entries(reasons).map(([code, values]) => ({
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
