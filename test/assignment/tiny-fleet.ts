// A few robots and tasks on an open floor, for assignments whose answer can be seen.
import {
  type Assignment,
  type AssignmentInput,
  type AssignmentOptions,
  type AssignmentRound,
  createAssignment,
} from "../../controller/assignment/index.ts";

export interface TinyRobot {
  readonly at: number;
  /** Slot that it has. */
  readonly has?: number;
  /** It has opened its task and heads for this cell. */
  readonly boundFor?: number;
}
export interface TinyTask {
  readonly at: number;
  readonly length?: number;
  /** Not to be given out any more. */
  readonly opened?: boolean;
}
export interface TinyFleet {
  readonly width: number;
  readonly height?: number;
  readonly robots: readonly TinyRobot[];
  readonly tasks: readonly TinyTask[];
  readonly options?: Partial<AssignmentOptions>;
}

export function cellsBetween(width: number, a: number, b: number): number {
  return Math.abs((a % width) - (b % width)) + Math.abs(Math.floor(a / width) - Math.floor(b / width));
}

/** Weights of 1 unless told otherwise, so that costs are plain steps. */
export function tinyAssignment({ width, height = 1, robots, tasks, options }: TinyFleet): Assignment {
  return createAssignment({
    width,
    height,
    robotCount: robots.length,
    taskSlots: tasks.length,
    distance: (cell, _heading, goal) => cellsBetween(width, cell, goal),
    ...options,
    tuning: { approachWeight: 1, keepSteps: 0, ...options?.tuning },
  });
}

export function tinyInput({ robots, tasks }: TinyFleet): AssignmentInput {
  return {
    cell: Int32Array.from(robots, ({ at }) => at),
    heading: new Uint8Array(robots.length),
    free: Uint8Array.from(robots, ({ boundFor }) => (boundFor === undefined ? 1 : 0)),
    goal: Int32Array.from(robots, ({ boundFor = -1 }) => boundFor),
    taskCount: tasks.length,
    pickup: Int32Array.from(tasks, ({ at, opened = false }) => (opened ? -1 : at)),
    length: Int32Array.from(tasks, ({ length = 0 }) => length),
  };
}

export interface Assigned {
  /** Slot of each robot. */
  readonly taskOf: readonly number[];
  readonly round: AssignmentRound;
}

/** One round. */
export function assigned(fleet: TinyFleet, assignment = tinyAssignment(fleet)): Assigned {
  const taskOf = Int32Array.from(fleet.robots, ({ has = -1 }) => has);
  assignment.assign(tinyInput(fleet), taskOf);
  return { taskOf: [...taskOf], round: assignment.lastRound };
}
