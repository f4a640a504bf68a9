// A frame as one column of whole numbers, so that only what changes from step to step has to be kept.
import { type Frame, frameVersion } from "../../sim/model/index.ts";
import type { TellReason } from "./reason-teller.ts";
import { type RecordedFacts, reasonValuesMax } from "./recording-port.ts";

export type FrameCounts = Pick<RecordedFacts, "robots" | "pods" | "stations" | "chutes">;

/** Where each column begins; the step comes first. */
export interface FlatLayout {
  readonly counts: FrameCounts;
  readonly at: Readonly<Record<ColumnName, number>>;
  readonly reason: number;
  readonly reasonValues: number;
  readonly words: number;
}

const columns = [
  ["robotCell", "robots", Int32Array],
  ["robotHeading", "robots", Uint8Array],
  ["robotActivity", "robots", Uint8Array],
  ["robotPod", "robots", Int32Array],
  ["robotGoal", "robots", Int32Array],
  ["robotChargePercent", "robots", Uint8Array],
  ["podCell", "pods", Int32Array],
  ["podLevel", "pods", Uint8Array],
  ["chuteFill", "chutes", Uint8Array],
  ["stationOpen", "stations", Uint8Array],
  ["stationQueue", "stations", Int32Array],
  ["stationSlotsUsed", "stations", Int32Array],
  ["stationTrouble", "stations", Uint8Array],
] as const satisfies readonly (readonly [keyof Frame, keyof FrameCounts, unknown])[];
type ColumnName = (typeof columns)[number][0];

/** `reasons`: whether each robot's reason is kept too. */
export function flatLayout(counts: FrameCounts, reasons: "kept" | "none"): FlatLayout {
  let next = 1;
  const take = (count: number) => {
    const start = next;
    next += count;
    return start;
  };
  const at = Object.fromEntries(columns.map(([name, of]) => [name, take(counts[of])]));
  const kept = reasons === "kept" ? counts.robots : 0;
  return {
    counts,
    at: at as Record<ColumnName, number>,
    reason: take(kept),
    reasonValues: take(kept * reasonValuesMax),
    words: next,
  };
}

/** Writes a frame, and reasons where there is somebody to tell them. */
export function flatten(
  frame: Frame,
  layout: FlatLayout,
  target: Int32Array,
  tellReason: TellReason | null,
): void {
  target[0] = frame.step;
  for (const [name] of columns) target.set(frame[name], layout.at[name]);
  if (tellReason === null) return;
  for (let robot = 0; robot < layout.counts.robots; robot += 1) {
    tellReason(robot, target, layout.reason + robot, layout.reasonValues + robot * reasonValuesMax);
  }
}

export function unflatten(words: Int32Array, layout: FlatLayout): Frame {
  const parts = columns.map(([name, of, make]) => {
    const start = layout.at[name];
    return [name, make.from(words.subarray(start, start + layout.counts[of]))] as const;
  });
  const frame = { version: frameVersion, step: words[0]!, ...Object.fromEntries(parts) };
  return frame as unknown as Frame;
}

/** Tells the reasons that are kept in a flat frame. */
export function keptReasons(words: Int32Array, layout: FlatLayout): TellReason | null {
  if (layout.words === layout.reason) return null;
  return (robot, target, reasonAt, valuesAt) => {
    target[reasonAt] = words[layout.reason + robot]!;
    const from = layout.reasonValues + robot * reasonValuesMax;
    for (let value = 0; value < reasonValuesMax; value += 1) target[valuesAt + value] = words[from + value]!;
  };
}
