// Tasks that a robot would be given but could never do: their cells lie where no robot, or not this one, can drive.
import type { LeagueMap, LeagueTasks, LeagueYear } from "./instance.ts";
import { leagueRegions } from "./league-floor.ts";

/** Listed tasks at most. */
const unreachableListed = 20;

export interface UnreachableTask {
  /** Line of the tasks file, 0-based, comments not counted. */
  readonly task: number;
  readonly message: string;
}

/** 2023: each task for the robots whose turn it comes to; later years: each task for at least one robot. */
export function unreachableTasks(
  year: LeagueYear,
  map: LeagueMap,
  starts: Int32Array,
  tasks: LeagueTasks,
): readonly UnreachableTask[] {
  const region = leagueRegions(map);
  const hasRobot = new Set(Array.from(starts, (cell) => region[cell]!));
  const found: UnreachableTask[] = [];
  const complain = (task: number, cell: number, why: string) =>
    found.push({
      task,
      message: `task ${task}: ${why} cell ${cell} (row ${Math.floor(cell / map.width)}, column ${cell % map.width})`,
    });
  if (hasRobot.size === 1 && everyCellIn(tasks, region, region[starts[0]!]!)) return [];
  for (let task = 0; task < tasks.count && found.length < unreachableListed; task += 1) {
    const cells = tasks.cells.subarray(tasks.start[task]!, tasks.start[task + 1]!);
    const home = region[cells[0]!]!;
    const stray = cells.find((cell) => region[cell] !== home);
    if (!hasRobot.has(home)) complain(task, cells[0]!, "no robot can reach");
    else if (stray !== undefined) complain(task, stray, `there is no way from its first cell ${cells[0]} to`);
  }
  if (year !== 2023) return found;
  // Robot k does the lines k, k + n, k + 2n … modulo m.
  for (let robot = 0; robot < starts.length; robot += 1) {
    let line = robot % tasks.count;
    do {
      if (found.length >= unreachableListed) return found;
      const cell = tasks.cells[tasks.start[line]!]!;
      if (hasRobot.has(region[cell]!) && region[cell] !== region[starts[robot]!]) {
        complain(line, cell, `it falls to robot ${robot}, which cannot reach`);
      }
      line = (line + starts.length) % tasks.count;
    } while (line !== robot % tasks.count);
  }
  return found;
}

function everyCellIn(tasks: LeagueTasks, region: Int32Array, home: number): boolean {
  return tasks.cells.every((cell) => region[cell] === home);
}
