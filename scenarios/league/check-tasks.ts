// The task side of a result: recorded events, task list and counts against what the replay found.
import type { Complaints } from "./complaints.ts";
import { describe } from "./found-value.ts";
import { compareField, compareWhole, listField, numberRows, type ResultFields } from "./result-fields.ts";
import { events2023, taskRow } from "./result-rows.ts";
import type { ErrandDone, TaskBook } from "./task-book.ts";

/** Replays the schedule changes that come into force at this step; a refused proposal has no effect. */
export function replaySchedule(
  book: TaskBook,
  schedule: readonly ReadonlyMap<number, number>[],
  at: number,
  step: number,
  complaints: Complaints,
): void {
  let proposed: Int32Array | null = null;
  for (let robot = 0; robot < schedule.length; robot += 1) {
    const task = schedule[robot]!.get(at);
    if (task === undefined) continue;
    proposed ??= book.assigned.slice();
    proposed[robot] = task;
  }
  if (proposed === null) return;
  const faults = book.scheduleFaults(proposed);
  for (const { robot, task, reason } of faults) {
    complaints.add(step, robot, `schedule: ${reason} (task ${task})`);
  }
  if (faults.length === 0) book.applySchedule(proposed);
}

/** Events `[step, robot, task, errands done]` (2024, 2026) must be exactly the errands that the replay found. */
export function compareEvents(
  fields: ResultFields,
  done: readonly ErrandDone[],
  complaints: Complaints,
): void {
  if (fields.events === undefined) return;
  const rows = numberRows(listField(fields, "events", complaints), "events", 4, complaints);
  const expected = new Set(
    done.map(({ step, robot, task, errands }) => `${step}/${robot}/${task}/${errands}`),
  );
  const seen = new Set<string>();
  compareOrder(rows, complaints);
  for (const row of rows) {
    const [step, robot, task, errands] = row as [number, number, number, number];
    const key = row.join("/");
    const what = `task ${task}, errand ${errands}`;
    if (seen.has(key)) complaints.add(step, robot, `event recorded twice: ${what}`);
    else if (!expected.has(key)) complaints.add(step, robot, `event that did not happen: ${what}`);
    seen.add(key);
  }
  for (const { step, robot, task, errands } of done) {
    if (seen.has(`${step}/${robot}/${task}/${errands}`)) continue;
    complaints.add(step, robot, `errand without an event: task ${task}, errand ${errands}`);
  }
}

/** Events must stand in order of time; the first that does not is told. */
function compareOrder(rows: readonly (readonly number[])[], complaints: Complaints): void {
  const late = rows.findIndex((row, index) => index > 0 && row[0]! < rows[index - 1]![0]!);
  if (late < 0) return;
  const [step, robot, task] = rows[late] as [number, number, number];
  const what = `event of task ${task} stands after one of step ${rows[late - 1]![0]}`;
  complaints.add(step, robot, `${what}; events must be in order of time`);
}

/** Events per robot `[task, step, "assigned" | "finished"]` (2023), as the replay has them. */
export function compareEvents2023(
  fields: ResultFields,
  done: readonly ErrandDone[],
  team: number,
  complaints: Complaints,
): void {
  if (fields.events === undefined) return;
  const lists = listField(fields, "events", complaints);
  const expected = events2023(done, team);
  if (lists.length !== team) complaints.addFile(`events: expected ${team} lists, found ${lists.length}`);
  expected.forEach((events, robot) => {
    const found = lists[robot];
    if (!Array.isArray(found)) {
      complaints.add(0, robot, `events: expected a list, found ${describe(found)}`);
      return;
    }
    const at = events.findIndex((event, index) => describe(event) !== describe(found[index]));
    if (at >= 0) {
      const [, step] = events[at]!;
      complaints.add(
        step,
        robot,
        `events[${robot}][${at}]: expected ${describe(events[at])}, found ${describe(found[at])}`,
      );
    } else if (found.length > events.length) {
      complaints.add(0, robot, `events[${robot}]: expected ${events.length} events, found ${found.length}`);
    }
  });
}

/** The file's task list must be the instance's tasks in order of revelation, all of them. */
export function compareTasks(fields: ResultFields, book: TaskBook, complaints: Complaints): void {
  if (fields.tasks === undefined) return;
  const list = listField(fields, "tasks", complaints);
  const count = Math.max(list.length, book.revealedCount);
  for (let task = 0; task < count; task += 1) {
    const found = describe(list[task]);
    const expected = task < book.revealedCount ? describe(taskRow(book, task)) : "nothing";
    if (found === expected) continue;
    complaints.addFile(`tasks[${task}]: expected ${expected}, found ${found}`);
    // One row too many or too few puts all later ones out of place.
    if (list.length !== book.revealedCount) break;
  }
}

/** Counts at the head of the file. */
export function compareCounts(
  fields: ResultFields,
  book: TaskBook,
  steps: number,
  complaints: Complaints,
): void {
  const { year, starts } = book.instance;
  compareField(fields, "numTaskFinished", book.finishedCount, complaints);
  // From 2024 on, steps in which the planner had no goal for a robot do not count, so the sum depends on the planner.
  if (year === 2023) compareField(fields, "sumOfCost", steps * starts.length, complaints);
  else compareWhole(fields, "sumOfCost", steps * starts.length, complaints);
  // That of 2024 is the largest of these sums, which is less than the steps where no robot always had a goal.
  if (year !== 2024) compareField(fields, "makespan", steps, complaints);
  else compareWhole(fields, "makespan", steps, complaints);
}
