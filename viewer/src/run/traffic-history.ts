// Where robots waited and drove, minute by minute, within a bound of memory: when it is full, two minutes become one part.
import type { TrafficPart } from "../protocol/messages.ts";

/** Counters per cell: waiting, then left to the east, south, west, north. */
export const trafficCounters = 5;
const bytesMaxDefault = 24 << 20;
const partsMin = 8;

interface Part {
  /** First minute, and how many. */
  minute: number;
  length: number;
  counts: Uint16Array;
}

export class TrafficHistory {
  private parts: Part[] = [];
  private minutesPerPart = 1;
  private readonly partsMax: number;
  version = 0;

  constructor(
    private readonly cells: number,
    bytesMax = bytesMaxDefault,
  ) {
    this.partsMax = Math.max(partsMin, Math.floor(bytesMax / (cells * trafficCounters * 2)));
  }

  /** Minutes known from the start. */
  get minutes(): number {
    const last = this.parts.at(-1);
    return last === undefined ? 0 : last.minute + last.length;
  }
  add({ minute, counts }: TrafficPart): void {
    if (minute < this.minutes) return;
    this.version += 1;
    const last = this.parts.at(-1);
    if (last !== undefined && last.length < this.minutesPerPart && minute === last.minute + last.length) {
      addCounts(last.counts, counts);
      last.length += 1;
      return;
    }
    this.parts.push({ minute, length: 1, counts });
    if (this.parts.length > this.partsMax) this.merge();
  }
  /** Minutes from this one on are void; a part that reaches beyond goes as a whole. */
  dropFrom(minute: number): void {
    this.parts = this.parts.filter((part) => part.minute + part.length <= minute);
    this.version += 1;
  }
  copyUntil(minute: number): TrafficHistory {
    const copy = new TrafficHistory(this.cells);
    for (const part of this.parts) {
      if (part.minute + part.length <= minute) copy.parts.push({ ...part, counts: part.counts.slice() });
    }
    copy.minutesPerPart = this.minutesPerPart;
    copy.version = 1;
    return copy;
  }
  /**
   * Adds up the parts that lie within minutes `from` … `until − 1` (a part that begins before `from` counts as a whole)
   * into `target[cell * 5 + n]`, and returns how many minutes these are.
   */
  sum(from: number, until: number, target: Uint32Array): number {
    target.fill(0);
    let minutes = 0;
    for (const part of this.parts) {
      if (part.minute + part.length <= from || part.minute + part.length > until) continue;
      for (let at = 0; at < target.length; at += 1) target[at]! += part.counts[at]!;
      minutes += part.length;
    }
    return minutes;
  }

  private merge(): void {
    this.minutesPerPart *= 2;
    const merged: Part[] = [];
    for (const part of this.parts) {
      const last = merged.at(-1);
      const joins = last !== undefined && last.minute + last.length === part.minute;
      if (joins && last.length + part.length <= this.minutesPerPart) {
        addCounts(last.counts, part.counts);
        last.length += part.length;
      } else merged.push(part);
    }
    this.parts = merged;
  }
}

function addCounts(target: Uint16Array, more: Uint16Array): void {
  for (let at = 0; at < target.length; at += 1) target[at] = Math.min(0xffff, target[at]! + more[at]!);
}
