// A site as sites are built: one-way roads in both directions in turn, and a spur for a station at every crossing.
import type { RoadRobotType } from "../../sim/model/index.ts";
import type { RandomRoads } from "./random-roads.ts";
import { type NodeRow, roadMap } from "./tiny-roads.ts";

const spacingMetres = 8;
const spurMetres = 4;

/** @param columns even, as `rows`: so that the outer roads make a ring and every crossing reaches every other. */
export function laneRoads(columns: number, rows: number, types: readonly RoadRobotType[]): RandomRoads {
  const nodes: NodeRow[] = [];
  const roads: string[] = [];
  const parks: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [x, y] = [column * spacingMetres, row * spacingMetres];
      const here = `c${column}x${row}`;
      const park = `p${column}x${row}`;
      nodes.push([here, x, y], [park, x + spurMetres * Math.SQRT1_2, y + spurMetres * Math.SQRT1_2, "park"]);
      roads.push(`${here}-${park}`);
      parks.push(park);
      const left = `c${column - 1}x${row}`;
      const below = `c${column}x${row - 1}`;
      if (column > 0) roads.push(row % 2 === 0 ? `${left}>${here}` : `${here}>${left}`);
      if (row > 0) roads.push(column % 2 === 0 ? `${here}>${below}` : `${below}>${here}`);
    }
  }
  return { map: roadMap(nodes, roads, types), parks };
}
