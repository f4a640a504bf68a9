import type { JournalRecord } from "../../devices/journal/index.ts";

/** The record that belongs at this sequence, and nowhere else. */
export function recordAt(sequence: number): JournalRecord {
  return { kind: "intent", n: sequence, text: "abc".repeat((sequence * 7919) % 300) };
}
