// Which free robot takes which waiting transport: least total way, less what each transport's priority, due time and waiting are
// worth in steps. Waiting counts without end, so that nobody starves.
import { assignment } from "../../controller/assignment/index.ts";
import type { FleetRobots } from "./fleet-work-port.ts";

export interface WaitingTransport {
  readonly from: number;
  readonly priority: number;
  readonly dueMs?: number;
  /** Since when it waits. */
  readonly sinceMs: number;
  /** Robots that cannot do it. */
  readonly unable?: ReadonlySet<number>;
}

/** Steps that one step of priority is worth: more than any way and any due time, and as much as 6 h 40 min of waiting. */
const priorityLevelSteps = 2_400;
const priorityMax = 1_000;
/** A due time counts from so long before on, one step per second, up to so much after it. */
const dueSecondsBefore = 600;
const dueSecondsAfter = 600;
const stepsPerWaitedSecond = 0.1;
/** Robots on their way to one place at a time. */
export const robotsPerPlaceMax = 3;
/** Steps that each further robot on its way to a place costs. */
const crowdSteps = 8;
/** Transports looked at per free robot, and at least. */
const candidatesPerRobot = 4;
const candidatesMin = 32;
/** Of pairs that cannot be. */
const never = 1e9;

/** What going for it is worth, in steps. */
export function urgencySteps({ priority, dueMs, sinceMs }: WaitingTransport, nowMs: number): number {
  const level = Math.max(-priorityMax, Math.min(priorityMax, priority)) * priorityLevelSteps;
  const waited = Math.max(0, nowMs - sinceMs) / 1_000;
  const slack = dueMs === undefined ? Infinity : (dueMs - nowMs) / 1_000;
  const due = Math.min(dueSecondsBefore + dueSecondsAfter, Math.max(0, dueSecondsBefore - slack));
  return level + due + stepsPerWaitedSecond * waited;
}

/**
 * Pairs of free robots and waiting transports.
 * @param free robots that may take something. @param going robots on their way to each place.
 */
export function assignTransports<Waiting extends WaitingTransport>(
  waiting: Iterable<Waiting>,
  free: readonly number[],
  going: ReadonlyMap<number, number>,
  robots: FleetRobots,
  nowMs: number,
): readonly { readonly robot: number; readonly transport: Waiting }[] {
  if (free.length === 0) return [];
  const chosen = mostUrgent(waiting, Math.max(candidatesMin, candidatesPerRobot * free.length), going, nowMs);
  if (chosen.length === 0) return [];
  const costs = chosen.map(({ transport, urgency, crowd }) =>
    free.map((robot) => {
      const way = robots.distance(robot, transport.from);
      return way === Infinity || transport.unable?.has(robot) === true
        ? never
        : way + crowdSteps * crowd - urgency;
    }),
  );
  const isWide = chosen.length >= free.length;
  const [rows, columns] = isWide ? [free.length, chosen.length] : [chosen.length, free.length];
  const cost = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1)
      cost[row * columns + column] = isWide ? costs[column]![row]! : costs[row]![column]!;
  }
  return [...assignment(cost, rows, columns)].flatMap((column, row) => {
    if (column < 0 || cost[row * columns + column] === never) return [];
    const [i, k] = isWide ? [column, row] : [row, column];
    return [{ robot: free[k]!, transport: chosen[i]!.transport }];
  });
}

interface Candidate<Waiting> {
  readonly transport: Waiting;
  readonly urgency: number;
  /** Robots that would be on their way to the same place before it. */
  readonly crowd: number;
}

/** The most urgent ones that leave room at their places, equals in the order in which they came. */
function mostUrgent<Waiting extends WaitingTransport>(
  waiting: Iterable<Waiting>,
  count: number,
  going: ReadonlyMap<number, number>,
  nowMs: number,
): readonly Candidate<Waiting>[] {
  const all = [...waiting].map((transport) => ({ transport, urgency: urgencySteps(transport, nowMs) }));
  all.sort((a, b) => b.urgency - a.urgency);
  const crowds = new Map(going);
  const chosen: Candidate<Waiting>[] = [];
  for (const candidate of all) {
    if (chosen.length >= count) break;
    const { from } = candidate.transport;
    const crowd = crowds.get(from) ?? 0;
    if (crowd >= robotsPerPlaceMax) continue;
    crowds.set(from, crowd + 1);
    chosen.push({ ...candidate, crowd });
  }
  return chosen;
}
