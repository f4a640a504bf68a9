// `delayIntervals` of a 2026 result: their shape, whether there are about as many as the rules give, and who is late when.
import type { Complaints } from "../complaints.ts";
import type { LeagueDelays } from "../description.ts";
import { describe } from "../found-value.ts";
import { listField, type ResultFields } from "../result-fields.ts";

/** Numbers of delays less likely than e to the minus this are no accident. */
const logChanceMin = 30;

export class RecordedDelays {
  /** Per robot begin and end of each interval, one after the other. */
  private readonly intervals: readonly (readonly number[])[];
  private readonly next: Int32Array;

  /** Complains about intervals that the instance's rules do not give. */
  constructor(
    fields: ResultFields,
    team: number,
    private readonly delays: LeagueDelays | null,
    private readonly complaints: Complaints,
  ) {
    const lists = listField(fields, "delayIntervals", complaints);
    const isThere = Array.isArray(fields.delayIntervals);
    if (isThere && lists.length !== team) {
      complaints.addFile(`delayIntervals: expected ${team} lists, one per robot, found ${lists.length}`);
    }
    this.next = new Int32Array(team);
    this.intervals = Array.from({ length: team }, (_, robot) =>
      readIntervals(isThere ? lists[robot] : [], robot, delays, complaints),
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

  /**
   * Complains where delays are so many or so few that the instance's chances cannot have given them: a delay that is left
   * out looks like a wait of the planner's own, but many of them do not.
   */
  compareNumbers(ticks: number): void {
    const { delays, intervals, complaints } = this;
    if (delays === null) return;
    const perRobot = intervals.map((list) => countBefore(list, ticks));
    const found = perRobot.reduce((sum, { count }) => sum + count, 0);
    const free = perRobot.reduce((sum, each) => sum + ticks - each.late, 0);
    const team = intervals.length;
    const isPerRobot = delays.eventModel === "bernoulli";
    const expected = delays.pDelay * (isPerRobot ? free : team * ticks);
    // When more are drawn than robots are free, fewer strike.
    const isCut = !isPerRobot && expected > free / 2;
    if (isNoAccident(found, expected) && !(isCut && found < expected)) {
      complaints.addFile(
        `delayIntervals: expected about ${Math.round(expected)} delays by pDelay, found ${found}`,
      );
      return;
    }
    if (!isPerRobot) return;
    perRobot.forEach(({ count, late }, robot) => {
      const mean = delays.pDelay * (ticks - late);
      if (!isNoAccident(count, mean)) return;
      const what = `expected about ${Math.round(mean)} delays by pDelay, found ${count}`;
      complaints.add(0, robot, `delayIntervals[${robot}]: ${what}`);
    });
  }
}

/** Chernoff's bound on the chance of a number as far from the mean as this, for counts of rare events. */
function isNoAccident(found: number, mean: number): boolean {
  if (mean === 0) return found > 0;
  const logRatio = found === 0 ? 0 : found * Math.log(found / mean);
  return mean - found + logRatio > logChanceMin;
}

/** Delays that begin within the run, and the ticks in which a robot is late and none can strike it. */
function countBefore(
  flat: readonly number[],
  ticks: number,
): { readonly count: number; readonly late: number } {
  let count = 0;
  let late = 0;
  for (let i = 0; i < flat.length; i += 2) {
    if (flat[i]! >= ticks) continue;
    count += 1;
    // In its last tick it may be struck again for the next one.
    late += Math.max(0, Math.min(ticks, flat[i + 1]!) - flat[i]! - 1);
  }
  return { count, late };
}

function readIntervals(
  list: unknown,
  robot: number,
  delays: LeagueDelays | null,
  complaints: Complaints,
): readonly number[] {
  const flat: number[] = [];
  if (!Array.isArray(list)) {
    if (list !== undefined) {
      complaints.add(0, robot, `delayIntervals[${robot}]: expected a list, found ${describe(list)}`);
    }
    return flat;
  }
  const complain = (index: number, expected: string, found: unknown) =>
    complaints.add(
      0,
      robot,
      `delayIntervals[${robot}][${index}]: expected ${expected}, found ${describe(found)}`,
    );
  list.forEach((entry: unknown, index) => {
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
