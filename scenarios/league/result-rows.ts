// Rows of result files: what the recorder writes and the checker expects.
import type { ErrandDone, TaskBook } from "./task-book.ts";

/** A row of `errors` (2023, 2024): robots at fault (−1 = none), the step, and what happened. */
export type ErrorRow = readonly [robot: number, other: number, step: number, what: string];

/** A row of `scheduleErrors`. */
export type ScheduleErrorRow = readonly [
  task: number,
  robot: number,
  other: number,
  step: number,
  what: string,
];

/** A 2023 event. */
export type Event2023 = readonly [task: number, step: number, what: "assigned" | "finished"];

/** Per robot: its tasks assigned (the first at 0, each next when the one before is finished) and finished. */
export function events2023(done: readonly ErrandDone[], team: number): readonly (readonly Event2023[])[] {
  const perRobot: Event2023[][] = Array.from({ length: team }, (_, robot) => [[robot, 0, "assigned"]]);
  // Tasks are revealed in the order in which robots finish: the k-th finish reveals task team + k.
  done.forEach(({ step, robot, task }, index) => {
    perRobot[robot]!.push([task, step, "finished"], [team + index, step, "assigned"]);
  });
  return perRobot;
}

/** A row of the task list: 2023 `[task, row, column]`, later `[task, release step, [row, column, …]]`. */
export function taskRow(book: TaskBook, task: number): readonly unknown[] {
  const { year, map } = book.instance;
  const positions = Array.from(book.errands(task)).flatMap((cell) => [
    Math.floor(cell / map.width),
    cell % map.width,
  ]);
  return year === 2023 ? [task, ...positions] : [task, book.released[task]!, positions];
}
