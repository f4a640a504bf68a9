// Ways to make a valid result of 2026 wrong, beside those of every year.
import { cellAhead, type LeagueInstance, leagueActions, TickMotion } from "../../scenarios/league/index.ts";
import { commonMutations, type Mutation, type Place, pick } from "./mutations.ts";
import type { Json } from "./random-instance.ts";

const bothPaths = ["actualPaths", "plannerPaths"] as const;

/** A path text as its segments' heads and one letter per tick. */
function unpack(text: string): { readonly heads: string[]; readonly letters: string[] } {
  const heads: string[] = [];
  const letters: string[] = [];
  for (const [, head, runs] of text.matchAll(/\[\(([^)]*)\):\(([^)]*)\)\]/g)) {
    heads.push(head!);
    for (const run of runs!.split(",")) {
      const [letter, ticks] = run.split(" ");
      for (let i = 0; i < Number(ticks); i += 1) letters.push(letter!);
    }
  }
  return { heads, letters };
}
function pack(heads: readonly string[], letters: readonly string[], segment: number): string {
  return heads
    .map((head, index) => {
      const part = letters.slice(index * segment, (index + 1) * segment);
      return `[(${head}):(${part.map((letter) => `${letter} 1`).join(",")})]`;
    })
    .join("");
}
function edit(
  file: Json,
  names: readonly string[],
  robot: number,
  change: (letters: string[]) => void,
): void {
  for (const name of names) {
    const texts = file[name] as string[];
    const { heads, letters } = unpack(texts[robot]!);
    change(letters);
    texts[robot] = pack(heads, letters, file.outputSegmentSize as number);
  }
}

/** States before each tick of a file's executed actions. */
function replay(
  file: Json,
  instance: LeagueInstance,
  visit: (tick: number, motion: TickMotion, actions: Uint8Array) => void,
): void {
  const { map, starts, actionTicks, robotSize } = instance;
  const motion = new TickMotion(map, starts, actionTicks, robotSize);
  const paths = (file.actualPaths as string[]).map((text) => unpack(text).letters);
  for (let tick = 0; tick < paths[0]!.length; tick += 1) {
    const actions = Uint8Array.from(paths, (letters) => leagueActions.indexOf(letters[tick]!));
    visit(tick, motion, actions);
    motion.apply(actions);
  }
}

/** Sends a robot forward, planned and executed, where `isBad` says that this is wrong. */
function sendForward(isBad: (motion: TickMotion, robot: number, actions: Uint8Array) => boolean): Mutation {
  return (file, random, instance) => {
    const found: { readonly tick: number; readonly robot: number }[] = [];
    replay(file, instance, (tick, motion, actions) => {
      for (let robot = 0; robot < actions.length; robot += 1) {
        if (leagueActions[actions[robot]!] === "F" || motion.progress[robot]! > 0) continue;
        if (isBad(motion, robot, actions)) found.push({ tick, robot });
      }
    });
    const place = pick(found, random);
    if (place === undefined) return null;
    edit(file, bothPaths, place.robot, (letters) => {
      letters[place.tick] = "F";
    });
    return { step: place.tick + 1, robot: place.robot };
  };
}

/** Changes one tick of one robot's executed action to another. */
const changeTick: Mutation = (file, random, instance) => {
  const robot = random.below(instance.starts.length);
  let place: Place | null = null;
  edit(file, ["actualPaths"], robot, (letters) => {
    if (letters.length === 0) return;
    const tick = random.below(letters.length);
    letters[tick] = pick(
      [..."FRCW"].filter((letter) => letter !== letters[tick]),
      random,
    )!;
    place = { step: tick + 1, robot };
  });
  return place;
};

export const tickMutations: Readonly<Record<string, Mutation>> = {
  ...commonMutations,
  "one tick of an executed action": changeTick,
  "a drive into an obstacle or off the map, planned and executed": sendForward((motion, robot) => {
    const ahead = cellAhead(motion.map, motion.cell[robot]!, motion.heading[robot]!);
    // A small robot going south or east has some way to go in its own cell.
    const touches = motion.heading[robot]! >= 2 || motion.size > 0.999;
    return touches && (ahead < 0 || motion.map.blocked[ahead] === 1);
  }),
  "a drive into a robot that stays, planned and executed": (file, random, instance) => {
    if (instance.robotSize < 1) return null;
    const send = sendForward((motion, robot, actions) => {
      const ahead = cellAhead(motion.map, motion.cell[robot]!, motion.heading[robot]!);
      const other = motion.cell.indexOf(ahead);
      return other >= 0 && leagueActions[actions[other]!] !== "F" && motion.progress[other] === 0;
    });
    return send(file, random, instance);
  },
  "an action changed midway, planned and executed": (file, random, instance) => {
    const found: { readonly tick: number; readonly robot: number; readonly letter: string }[] = [];
    replay(file, instance, (tick, motion, actions) => {
      for (let robot = 0; robot < actions.length; robot += 1) {
        const letter = leagueActions[actions[robot]!]!;
        if (motion.progress[robot]! > 0 && letter !== "W") found.push({ tick, robot, letter });
      }
    });
    const place = pick(found, random);
    if (place === undefined) return null;
    const other = pick(
      [..."FRC"].filter((letter) => letter !== place.letter),
      random,
    )!;
    edit(file, bothPaths, place.robot, (letters) => {
      letters[place.tick] = other;
    });
    return { step: place.tick + 1, robot: place.robot };
  },
  "a robot that goes although it is late": (file, random, instance) => {
    const lists = file.delayIntervals as [number, number][][];
    const moving: { readonly tick: number; readonly robot: number }[] = [];
    replay(file, instance, (tick, _, actions) => {
      actions.forEach((action, robot) => {
        if (leagueActions[action] !== "W") moving.push({ tick, robot });
      });
    });
    const place = pick(moving, random);
    if (place === undefined || instance.delays === null) return null;
    const { tick, robot } = place;
    const list = lists[robot]!.filter(
      ([begin, end]) => end <= tick || begin >= tick + instance.delays!.maxDelay,
    );
    list.push([tick, tick + instance.delays.minDelay]);
    lists[robot] = list.sort(([a], [b]) => a - b);
    return { step: tick + 1, robot };
  },
  "a delay of another length than the rules give": (file, random, instance) => {
    const lists = file.delayIntervals as [number, number][][];
    const robot = random.below(lists.length);
    const interval = pick(lists[robot]!, random);
    if (interval === undefined) return null;
    interval[1] = interval[0] + (random.below(2) === 0 ? 0 : instance.delays!.maxDelay + 1);
    return { robot };
  },
  "a lost row of delays": (file, random) => {
    const lists = file.delayIntervals as unknown[];
    lists.splice(random.below(lists.length), 1);
    return {};
  },
  "a path cut short": (file, random, instance) => {
    const robot = random.below(instance.starts.length);
    edit(file, ["actualPaths"], robot, (letters) => void letters.pop());
    return {};
  },
  "an unknown letter": (file, random, instance) => {
    const robot = random.below(instance.starts.length);
    let tick = 0;
    edit(file, bothPaths, robot, (letters) => {
      tick = Math.min(tick, letters.length - 1);
      letters[tick] = "X";
    });
    return { step: tick + 1, robot };
  },
  "a segment's start": (file, random, instance) => {
    const texts = file.actualPaths as string[];
    const robot = random.below(instance.starts.length);
    texts[robot] = texts[robot]!.replace(/^\[\(0,(\d+)/, (_, row) => `[(0,${Number(row) + 1}`);
    return { step: 1, robot };
  },
  "the ticks of an action": (file) => {
    (file.agentMaxCounter as number) += 1;
    return {};
  },
  "an error that did not happen, counted": (file, random, instance) => {
    const free: { readonly tick: number; readonly robot: number }[] = [];
    const planned = (file.plannerPaths as string[]).map((text) => unpack(text).letters);
    const executed = (file.actualPaths as string[]).map((text) => unpack(text).letters);
    const isHeld = (robot: number, tick: number) => planned[robot]![tick] !== executed[robot]![tick];
    for (let robot = 0; robot < instance.starts.length; robot += 1) {
      for (let tick = 1; tick < planned[robot]!.length; tick += 1) {
        if (!isHeld(robot, tick) && !isHeld(robot, tick - 1)) free.push({ tick, robot });
      }
    }
    const place = pick(free, random);
    if (place === undefined) return null;
    (file.errors as unknown[]).push([place.robot, -1, place.tick, "Agent waits instead of F: blocked"]);
    (file.numPlannerErrors as number) += 1;
    return { step: place.tick, robot: place.robot };
  },
  "an error beyond the count": (file) => {
    (file.errors as unknown[]).push([0, -1, 1, "Agent waits instead of F"]);
    return {};
  },
};
