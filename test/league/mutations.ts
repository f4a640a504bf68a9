// Ways to make a valid result file wrong. Each says where a checker must find it, or null where it does not apply.
import { cellAhead, type LeagueInstance, TeamMover } from "../../scenarios/league/index.ts";
import type { Random } from "../../sim/kernel/index.ts";
import type { Json } from "./random-instance.ts";

/** Step and robot that the report must name; absent = anything wrong will do. */
export interface Place {
  readonly step?: number;
  readonly robot?: number;
}
export type Mutation = (file: Json, random: Random, instance: LeagueInstance) => Place | null;

const actionLetters = "FRCW";

export function pick<T>(list: readonly T[], random: Random): T | undefined {
  return list[random.below(Math.max(1, list.length))];
}
function letters(file: Json, name: string, robot: number): string[] {
  const text = (file[name] as string[])[robot]!;
  return text === "" ? [] : text.split(",");
}
function setLetter(file: Json, names: readonly string[], robot: number, at: number, letter: string): void {
  for (const name of names) {
    const path = letters(file, name, robot);
    path[at] = letter;
    (file[name] as string[])[robot] = path.join(",");
  }
}
const bothPaths = ["actualPaths", "plannerPaths"] as const;

/** Robots' states before each step of a file's executed actions. */
function replay(file: Json, instance: LeagueInstance, visit: (step: number, mover: TeamMover) => void): void {
  const team = instance.starts.length;
  const mover = new TeamMover(instance.map, instance.starts);
  const paths = Array.from({ length: team }, (_, robot) => letters(file, "actualPaths", robot));
  for (let step = 1; step <= paths[0]!.length; step += 1) {
    visit(step, mover);
    mover.apply(Uint8Array.from(paths, (path) => actionLetters.indexOf(path[step - 1]!)));
  }
}

/** A robot that could have been sent forward at some step to no good end, chosen by `isBad`. */
function sendForward(
  file: Json,
  random: Random,
  instance: LeagueInstance,
  isBad: (ahead: number, mover: TeamMover, nextLetterOf: (robot: number) => string) => boolean,
): Place | null {
  const found: { readonly step: number; readonly robot: number }[] = [];
  const team = instance.starts.length;
  const paths = Array.from({ length: team }, (_, robot) => letters(file, "plannerPaths", robot));
  replay(file, instance, (step, mover) => {
    for (let robot = 0; robot < team; robot += 1) {
      const letter = paths[robot]![step - 1];
      if (letter === "F" || letter === "T") continue;
      const ahead = cellAhead(instance.map, mover.cell[robot]!, mover.heading[robot]!);
      if (isBad(ahead, mover, (other) => paths[other]![step - 1]!)) found.push({ step, robot });
    }
  });
  const place = pick(found, random);
  if (place === undefined) return null;
  setLetter(file, bothPaths, place.robot, place.step - 1, "F");
  return place;
}

/** Takes a random entry out of a list. */
function dropFrom(name: string): Mutation {
  return (file, random) => {
    const list = file[name] as unknown[] | undefined;
    if (list === undefined || list.length === 0) return null;
    list.splice(random.below(list.length), 1);
    return {};
  };
}
function addTo(name: string): Mutation {
  return (file) => {
    if (typeof file[name] !== "number") return null;
    (file[name] as number) += 1;
    return {};
  };
}
/** Changes one number of one event `[step, robot, task, errands]`. */
function shiftEvent(column: number): Mutation {
  return (file, random) => {
    if (file.version === undefined) return null;
    const event = pick(file.events as number[][], random);
    if (event === undefined) return null;
    event[column]! += random.below(2) === 0 ? 1 : -1;
    return column === 1 ? { step: event[0]! } : column === 0 ? { robot: event[1]! } : {};
  };
}
function changeSchedule(
  names: readonly string[],
  change: (entry: string, random: Random) => string,
): Mutation {
  return (file, random) => {
    const texts = file.actualSchedule as string[] | undefined;
    if (texts === undefined) return null;
    const robot = random.below(texts.length);
    const entries = texts[robot]!.split(",").filter((entry) => entry !== "");
    if (entries.length === 0) return null;
    const at = random.below(entries.length);
    entries[at] = change(entries[at]!, random);
    for (const name of names) {
      (file[name] as string[])[robot] = entries.filter((entry) => entry !== "").join(",");
    }
    return { robot };
  };
}

/** For every year. */
export const commonMutations: Readonly<Record<string, Mutation>> = {
  "a swapped pair of paths": (file, random, instance) => {
    const paths = file.actualPaths as string[];
    const one = random.below(instance.starts.length);
    const other = random.below(instance.starts.length);
    if (paths[one] === paths[other]) return null;
    [paths[one], paths[other]] = [paths[other]!, paths[one]!];
    return {};
  },
  "an executed schedule entry": changeSchedule(["actualSchedule"], (entry, random) => {
    const [step, task] = entry.split(":").map(Number) as [number, number];
    return random.below(2) === 0 ? `${step}:${task + 1}` : `${step + 1}:${task}`;
  }),
  "a schedule entry that names no revealed task": changeSchedule(
    ["actualSchedule", "plannerSchedule"],
    (entry) => `${entry.split(":")[0]}:100000`,
  ),
  "a lost schedule entry": changeSchedule(["actualSchedule"], () => ""),
  "an event's step": shiftEvent(0),
  "an event's robot": shiftEvent(1),
  "an event's task": shiftEvent(2),
  "an event's errand": shiftEvent(3),
  "a lost event": dropFrom("events"),
  "an event recorded twice": (file, random) => {
    if (file.version === undefined) return null;
    const events = file.events as unknown[];
    if (events.length === 0) return null;
    events.push(events[random.below(events.length)]);
    return {};
  },
  "the count of finished tasks": addTo("numTaskFinished"),
  "the team size": addTo("teamSize"),
  "the makespan": (file, random, instance) => addTo("makespan")(file, random, instance),
  "the count of planner errors": addTo("numPlannerErrors"),
  "the count of schedule errors": addTo("numScheduleErrors"),
  "a start": (file, random) => {
    const starts = file.start as [number, number, string][];
    const robot = random.below(starts.length);
    if (random.below(3) === 0) starts[robot]![2] = "N";
    else (starts[robot] as unknown as number[])[random.below(2)]! += 1;
    return { robot };
  },
  "a lost start": dropFrom("start"),
  "a lost path": dropFrom("actualPaths"),
  "a lost schedule": dropFrom("actualSchedule"),
  "a lost task": dropFrom("tasks"),
  "a task's cell or release": (file, random) => {
    const task = pick(file.tasks as unknown[][], random)!;
    if (file.version === undefined) (task[1 + random.below(2)] as number) += 1;
    else if (random.below(3) === 0) (task[1] as number) += 1;
    else (task[2] as number[])[0]! += 1;
    return {};
  },
};

/** For 2023 and 2024. */
export const stepMutations: Readonly<Record<string, Mutation>> = {
  ...commonMutations,
  "one executed action": (file, random, instance) => {
    const robot = random.below(instance.starts.length);
    const path = letters(file, "actualPaths", robot);
    if (path.length === 0) return null;
    const at = random.below(path.length);
    const others = [...actionLetters].filter((letter) => letter !== path[at]);
    setLetter(file, ["actualPaths"], robot, at, pick(others, random)!);
    return { step: at + 1, robot };
  },
  "a drive into an obstacle or off the map, planned and executed": (file, random, instance) =>
    sendForward(file, random, instance, (ahead) => ahead < 0 || instance.map.blocked[ahead] === 1),
  "a drive into a robot that stays, planned and executed": (file, random, instance) => {
    const place = sendForward(file, random, instance, (ahead, mover, letterOf) => {
      const other = mover.cell.indexOf(ahead);
      return other >= 0 && letterOf(other) !== "F" && letterOf(other) !== "T";
    });
    return place === null ? null : { step: place.step! };
  },
  "a path cut short": (file, random, instance) => {
    const paths = file.actualPaths as string[];
    const robot = random.below(instance.starts.length);
    paths[robot] = paths[robot]!.slice(0, -2);
    return {};
  },
  "an unknown letter": (file, random, instance) => {
    const robot = random.below(instance.starts.length);
    const at = random.below(letters(file, "actualPaths", robot).length);
    setLetter(file, bothPaths, robot, at, "X");
    return { step: at + 1, robot };
  },
  "an event of 2023": (file, random) => {
    if (file.version !== undefined) return null;
    const robot = random.below((file.events as unknown[]).length);
    const list = (file.events as [number, number, string][][])[robot]!;
    const at = random.below(list.length);
    if (random.below(3) === 0) list.splice(at, 1);
    else (list[at] as unknown as number[])[random.below(2)]! += 1;
    return { robot };
  },
  "the count of timeouts": addTo("numEntryTimeouts"),
  "whether all was valid": (file) => {
    if (file.AllValid === undefined) return null;
    file.AllValid = file.AllValid === "Yes" ? "No" : "Yes";
    return {};
  },
  "a lost planning time": dropFrom("plannerTimes"),
  "an error that did not happen": (file, random) => {
    const steps = (file.plannerTimes as unknown[]).length;
    (file.errors as unknown[]).push([0, -1, 1 + random.below(Math.max(1, steps)), "unallowed move"]);
    if (typeof file.numPlannerErrors === "number") file.numPlannerErrors += 1;
    file.AllValid = file.AllValid === undefined ? undefined : "No";
    return {};
  },
  "a lost error": dropFrom("errors"),
};
