// Random floors and fleets from a seed, for the property tests.
import { Random } from "../../sim/kernel/index.ts";
import { CellKind, type Floor } from "../../sim/model/index.ts";
import { drawFloor } from "./tiny-floor.ts";

export interface RandomFloorOptions {
  readonly width: number;
  readonly height: number;
  /** Shares of the cells. */
  readonly blocked: number;
  readonly podPlaces: number;
  readonly lanes: number;
  /** Block blind alleys as well: there robots can only change places by backing out, which no local planner always finds. */
  readonly blindAlleys?: false;
}

/** A random floor; cells outside the largest connected part are blocked. */
export function randomFloor(random: Random, options: RandomFloorOptions): Floor {
  const { width, height } = options;
  const draw = () => {
    const u = random.uniform();
    if (u < options.blocked) return "#";
    return u < options.blocked + options.podPlaces ? "p" : ".";
  };
  let rows = Array.from({ length: height }, () => Array.from({ length: width }, draw).join(""));
  if (options.blindAlleys === false) rows = withoutBlindAlleys(rows);
  const part = largestPart(drawFloor(rows));
  rows = rows.map((row, y) => [...row].map((mark, x) => (part.has(y * width + x) ? mark : "#")).join(""));
  const arrow = () => (random.uniform() < options.lanes ? ">v<^"[random.below(4)]! : " ");
  return drawFloor(
    rows,
    undefined,
    Array.from({ length: height }, () => Array.from({ length: width }, arrow).join("")),
  );
}

export function openCells(floor: Floor): number[] {
  return [...floor.kind.keys()].filter((cell) => floor.kind[cell] !== CellKind.blocked);
}

/** `count` different values, in random order. */
export function pickSome(random: Random, from: readonly number[], count: number): number[] {
  const values = from.slice();
  for (let i = 0; i < count; i += 1) {
    const j = i + random.below(values.length - i);
    [values[i], values[j]] = [values[j]!, values[i]!];
  }
  return values.slice(0, count);
}

/** Runs a case for many seeds; a failure says which seed and how to repeat it. */
export function forSeeds(
  count: number,
  file: string,
  run: (random: Random, seed: number) => void,
  folder = "test/traffic",
): void {
  const only = process.env.SEED;
  const seeds = only === undefined ? Array.from({ length: count }, (_, i) => i + 1) : [Number(only)];
  for (const seed of seeds) {
    try {
      run(new Random(seed, file), seed);
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      throw new Error(
        `seed ${seed}: ${message}\nrepeat: SEED=${seed} npx vitest run ${folder}/${file}.test.ts`,
      );
    }
  }
}

function withoutBlindAlleys(rows: readonly string[]): string[] {
  let left = rows.slice();
  for (;;) {
    const { exits } = drawFloor(left);
    const width = left[0]!.length;
    const isEnd = (x: number, y: number) => {
      const bits = exits[y * width + x]!;
      return (bits & (bits - 1)) === 0;
    };
    const next = left.map((row, y) => [...row].map((mark, x) => (isEnd(x, y) ? "#" : mark)).join(""));
    if (next.join() === left.join()) return left;
    left = next;
  }
}

function largestPart(floor: Floor): ReadonlySet<number> {
  const seen = new Set<number>();
  let best = new Set<number>();
  for (const start of openCells(floor)) {
    if (seen.has(start)) continue;
    const part = new Set([start]);
    for (const cell of part) {
      for (let heading = 0; heading < 4; heading += 1) {
        if ((floor.exits[cell]! & (1 << heading)) === 0) continue;
        part.add(cell + [1, floor.width, -1, -floor.width][heading]!);
      }
    }
    for (const cell of part) seen.add(cell);
    if (part.size > best.size) best = part;
  }
  return best;
}
