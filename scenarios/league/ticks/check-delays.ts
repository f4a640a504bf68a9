// `delayIntervals` of a 2026 result: their shape, and who is late when.
import type { Complaints } from "../complaints.ts";
import type { LeagueDelays } from "../instance.ts";
import { describe, listField, type ResultFields } from "../result-fields.ts";

export class RecordedDelays {
  /** Per robot begin and end of each interval, one after the other. */
  private readonly intervals: readonly (readonly number[])[];
  private readonly next: Int32Array;

  /** Complains about intervals that the instance's rules do not give. */
  constructor(fields: ResultFields, team: number, delays: LeagueDelays | null, complaints: Complaints) {
    const lists = listField(fields, "delayIntervals", complaints);
    if (lists.length !== team) {
      complaints.addFile(`delayIntervals: expected ${team} lists, one per robot, found ${lists.length}`);
    }
    this.next = new Int32Array(team);
    this.intervals = Array.from({ length: team }, (_, robot) =>
      readIntervals(lists[robot] ?? [], robot, delays, complaints),
    );
  }

  /** Is the robot late in this tick (from 0)? Ticks must be asked in order. */
  isLate(robot: number, tick: number): boolean {
    const intervals = this.intervals[robot]!;
    while (this.next[robot]! < intervals.length && intervals[this.next[robot]! + 1]! <= tick) {
      this.next[robot]! += 2;
    }
    return this.next[robot]! < intervals.length && intervals[this.next[robot]!]! <= tick;
  }
}

function readIntervals(
  list: unknown,
  robot: number,
  delays: LeagueDelays | null,
  complaints: Complaints,
): readonly number[] {
  const flat: number[] = [];
  const complain = (index: number, expected: string, found: unknown) =>
    complaints.add(
      0,
      robot,
      `delayIntervals[${robot}][${index}]: expected ${expected}, found ${describe(found)}`,
    );
  (Array.isArray(list) ? list : [list]).forEach((entry: unknown, index) => {
    const isPair = Array.isArray(entry) && entry.length === 2 && entry.every(Number.isInteger);
    if (!isPair) {
      complain(index, "[first tick, end tick]", entry);
      return;
    }
    const [begin, end] = entry as [number, number];
    const after = flat[flat.length - 1] ?? 0;
    if (delays === null) complain(index, "no delays in this instance", entry);
    else if (begin < after) complain(index, `a begin from tick ${after} on`, entry);
    else if (end - begin < Math.max(1, delays.minDelay) || end - begin > delays.maxDelay) {
      complain(index, `${delays.minDelay} to ${delays.maxDelay} ticks`, entry);
    }
    flat.push(begin, end);
  });
  return flat;
}
