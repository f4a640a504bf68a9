// A valid league result made without any planner: robots wander, keeping to moves that nobody else claims.

import {
  LeagueAction,
  type LeagueInstance,
  type LeagueResultFile,
  type LeagueYear,
  ResultRecorder,
  TaskBook,
  TeamMover,
} from "../../scenarios/league/index.ts";
import { Random } from "../../sim/kernel/index.ts";

/** A 6×5 floor with two obstacles, five robots, tasks of one to three errands. */
export function smallInstance(year: LeagueYear, seed: number): LeagueInstance {
  const random = new Random(seed, "test/league");
  const blocked = new Uint8Array(30);
  blocked[8] = 1;
  blocked[21] = 1;
  const free = [...blocked.keys()].filter((cell) => blocked[cell] === 0);
  const start = [0];
  const cells: number[] = [];
  for (let task = 0; task < 40; task += 1) {
    const errands = year === 2023 ? 1 : 1 + random.below(3);
    for (let errand = 0; errand < errands; errand += 1) cells.push(free[random.below(free.length)]!);
    start.push(cells.length);
  }
  return {
    name: "small",
    year,
    map: { width: 6, height: 5, blocked },
    starts: Int32Array.from([0, 3, 10, 17, 28]),
    tasks: { count: 40, start: Int32Array.from(start), cells: Int32Array.from(cells) },
    tasksReveal: year === 2023 ? 1 : 1.5,
    actionTicks: 1,
    robotSize: 1,
    delays: null,
  };
}

export function wander(instance: LeagueInstance, steps: number, seed: number): LeagueResultFile {
  const random = new Random(seed, "test/league/wander");
  const mover = new TeamMover(instance.map, instance.starts);
  const book = new TaskBook(instance);
  const recorder = new ResultRecorder(instance);
  const team = instance.starts.length;
  const actions = new Uint8Array(team);
  for (let step = 1; step <= steps; step += 1) {
    actions.fill(LeagueAction.wait);
    for (let robot = 0; robot < team; robot += 1) {
      actions[robot] = random.below(4);
      if (mover.faults(actions).length > 0) actions[robot] = LeagueAction.wait;
    }
    const schedule = book.assigned.slice();
    if (instance.year !== 2023) {
      for (let robot = 0; robot < team; robot += 1) {
        if (schedule[robot]! < 0) schedule[robot] = book.pool.find((task) => !schedule.includes(task)) ?? -1;
      }
      book.applySchedule(schedule);
    }
    mover.apply(actions);
    recorder.step(actions, schedule, 0);
    book.advance(step, mover.cell, (done) => recorder.errand(done));
  }
  return recorder.file(book);
}
