// Tasks that a robot would be given but could never do: their cells lie where no robot, or not this one, can drive, or behind robots
// that it cannot pass.
import { type Corridors, corridorsOf } from "./corridors.ts";
import type { LeagueYear } from "./description.ts";
import type { LeagueTasks } from "./instance-lists.ts";
import { leagueRegions } from "./league-floor.ts";
import type { LeagueMap } from "./league-map.ts";

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
  const corridors = corridorsOf(map, region, starts);
  const found: UnreachableTask[] = [];
  const complain = (task: number, cell: number, why: string, advice: string) => {
    const place = `cell ${cell} (row ${Math.floor(cell / map.width)}, column ${cell % map.width})`;
    found.push({ task, message: `task ${task}: ${why} ${place}; ${advice}` });
  };
  if (corridors === null && hasRobot.size === 1 && everyCellIn(tasks, region, region[starts[0]!]!)) return [];
  for (let task = 0; task < tasks.count && found.length < unreachableListed; task += 1) {
    const cells = tasks.cells.subarray(tasks.start[task]!, tasks.start[task + 1]!);
    const home = region[cells[0]!]!;
    const stray = cells.find((cell) => region[cell] !== home);
    if (!hasRobot.has(home))
      complain(task, cells[0]!, "no robot can reach", "start a robot in that part of the map");
    else if (stray !== undefined) {
      const why = `there is no way from its first cell ${cells[0]} to`;
      complain(task, stray, why, "take cells of one part of the map");
    } else if (year !== 2023 && corridors !== null && !isDoable(corridors, home, cells)) {
      const why = `robots cannot pass each other in this corridor, and none can do all from cell ${cells[0]} to`;
      complain(task, cells.at(-1)!, why, "start fewer robots there, or take cells nearer to each other");
    }
  }
  if (year !== 2023) return found;
  // Robot k does the lines k, k + n, k + 2n … modulo m.
  for (let robot = 0; robot < starts.length; robot += 1) {
    let line = robot % tasks.count;
    do {
      if (found.length >= unreachableListed) return found;
      const cell = tasks.cells[tasks.start[line]!]!;
      if (hasRobot.has(region[cell]!) && region[cell] !== region[starts[robot]!]) {
        complain(
          line,
          cell,
          `it falls to robot ${robot}, which cannot reach`,
          "give that robot another start",
        );
      }
      const span = corridors?.spanOf(robot) ?? null;
      if (span !== null && region[cell] === region[starts[robot]!] && !isWithin(corridors!.at[cell]!, span)) {
        const why = `it falls to robot ${robot}, which cannot pass the robots on its way to`;
        complain(line, cell, why, "give that robot another start, or start fewer there");
      }
      line = (line + starts.length) % tasks.count;
    } while (line !== robot % tasks.count);
  }
  return found;
}

/** Whether one robot of the region can be at all these cells. */
function isDoable(corridors: Corridors, home: number, cells: Int32Array): boolean {
  const robots = corridors.robotsIn(home);
  if (robots.length === 0) return true;
  return robots.some((robot) => {
    const span = corridors.spanOf(robot)!;
    return cells.every((cell) => isWithin(corridors.at[cell]!, span));
  });
}

function isWithin(place: number, [first, last]: readonly [number, number]): boolean {
  return place >= first && place <= last;
}

function everyCellIn(tasks: LeagueTasks, region: Int32Array, home: number): boolean {
  return tasks.cells.every((cell) => region[cell] === home);
}
