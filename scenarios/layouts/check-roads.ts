// What is wrong with a layout for the robots that are to drive on it: nobody may use it, too narrow, places out of reach,
// places where a resting robot shuts others in.
import { findShutIn, RoadNetwork } from "../../controller/roads/index.ts";
import type { RoadMap, RoadRobotType } from "../../sim/model/index.ts";
import type { InputProblem } from "../load/problem.ts";
import { ProblemList } from "./layout-problem.ts";

export interface RoadCheck {
  /** What stops robots from driving there at all. */
  readonly faults: readonly InputProblem[];
  /** What costs throughput or needs care. */
  readonly remarks: readonly InputProblem[];
  readonly figures: {
    readonly nodes: number;
    readonly edges: number;
    readonly stations: number;
    readonly metres: number;
    readonly robotTypes: readonly string[];
    /** Pairs of places that exclude each other. */
    readonly conflicts: number;
  };
}

/** @param source names the layout in problems. */
export function checkRoads(
  map: RoadMap,
  types: readonly RoadRobotType[],
  source: string,
  marginMetres?: number,
): RoadCheck {
  const problems = new ProblemList(source);
  const network = new RoadNetwork({ map, types, ...(marginMetres === undefined ? {} : { marginMetres }) });
  const named = new Set(map.edges.flatMap(({ access }) => access.map(({ type }) => type)));
  for (const { id } of types)
    if (!named.has(id))
      problems.fault(
        "",
        `a robot type of the layout (${[...named].join(", ")})`,
        id,
        "Name it with --robot as the layout does",
      );
  checkWidths(map, types, problems);
  for (const { type, node, cause, by } of findShutIn(network)) {
    const path = `nodes.${map.nodes[node]!.id}`;
    const robot = types[type]!.id;
    if (cause === "unreachable")
      problems.fault(
        path,
        `a way there and back for ${robot}`,
        "none",
        "Add an edge, or allow the robot type on one",
      );
    else {
      const found = `a robot at ${by < 0 ? "another node" : map.nodes[by]!.id} stands in the way`;
      problems.remark(
        path,
        `a way for ${robot} to the other places past resting robots`,
        found,
        "Move one of the nodes aside, or add a way round",
      );
    }
  }
  const conflicts = (network.conflicts.places.length - network.placeCount) / 2;
  const { nodes, edges, stations } = map;
  const metres = edges.reduce((sum, { from, to }) => {
    const [a, b] = [nodes[from]!, nodes[to]!];
    return sum + Math.hypot(a.x - b.x, a.y - b.y);
  }, 0);
  return {
    faults: problems.faults,
    remarks: problems.remarks,
    figures: {
      nodes: nodes.length,
      edges: edges.length,
      stations: stations.length,
      metres: Math.round(metres),
      robotTypes: [...named],
      conflicts: Math.max(0, Math.round(conflicts)),
    },
  };
}

function checkWidths(map: RoadMap, types: readonly RoadRobotType[], problems: ProblemList): void {
  for (const { id, widthMetres, access } of map.edges) {
    if (widthMetres === null) continue;
    for (const { type } of access) {
      const robot = types.find((each) => each.id === type);
      if (robot === undefined || robot.left + robot.right <= widthMetres) continue;
      const expected = `at most ${widthMetres} m across`;
      const found = `${robot.left + robot.right} m (${type})`;
      problems.fault(`edges.${id}`, expected, found, "Take the robot type off the edge, or correct a width");
    }
  }
}
