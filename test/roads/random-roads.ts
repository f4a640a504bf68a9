// Random road graphs for property tests: a jittered net of roads, some one-way, with parking spurs in which robots rest out of
// everybody's way.
import type { Random } from "../../sim/kernel/index.ts";
import type { RoadMap, RoadRobotType } from "../../sim/model/index.ts";
import { type NodeRow, roadMap } from "./tiny-roads.ts";

const spacingMetres = 9;
const spurMetres = 4.5;

export interface RandomRoads {
  readonly map: RoadMap;
  readonly parks: readonly string[];
}

/** `columns × rows` crossings with one spur each; every crossing can be reached from every other. */
export function randomRoads(
  random: Random,
  columns: number,
  rows: number,
  types: readonly RoadRobotType[],
): RandomRoads {
  const nodes: NodeRow[] = [];
  const roads: string[] = [];
  const parks: string[] = [];
  const jitter = () => random.between(-0.7, 0.7);
  const name = (column: number, row: number) => `c${column}x${row}`;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [x, y] = [column * spacingMetres + jitter(), row * spacingMetres + jitter()];
      const here = name(column, row);
      nodes.push([here, x, y]);
      // A snake through all crossings is open both ways; everything else is left to chance.
      const isSnake = (way: "across" | "up") =>
        way === "across" || column === (row % 2 === 0 ? 0 : columns - 1);
      const link = (other: string, way: "across" | "up") => {
        if (isSnake(way)) roads.push(`${here}-${other}`);
        else if (random.uniform() < 0.6)
          roads.push(random.uniform() < 0.5 ? `${here}>${other}` : `${other}>${here}`);
      };
      if (column > 0) link(name(column - 1, row), "across");
      if (row > 0) link(name(column, row - 1), "up");
      const park = `p${column}x${row}`;
      const offset = spurMetres * Math.SQRT1_2;
      nodes.push([park, x + offset, y + offset, "park"]);
      roads.push(`${here}-${park}`);
      parks.push(park);
    }
  }
  return { map: roadMap(nodes, roads, types), parks };
}

/** The list in random order. */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const k = random.below(i + 1);
    [copy[i], copy[k]] = [copy[k]!, copy[i]!];
  }
  return copy;
}
