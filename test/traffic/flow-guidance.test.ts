import { describe, expect, it } from "vitest";
import { guideByFlows } from "../../controller/traffic/guidance/flow-guidance.ts";
import { RoadGraph } from "../../controller/traffic/road-graph.ts";
import { Random } from "../../sim/kernel/index.ts";
import { drawFloor } from "./tiny-floor.ts";

const costs = { forward: 1, turn: 1, againstLaneFactor: 10, queueEntry: 8, obstruction: 30 };

/** Two rooms of 3 × 4 joined by two corridors, each a cell wide. */
const twoCorridors = ["...######...", "............", "...######...", "............"];

function guided(lines: readonly string[], seed: number): RoadGraph {
  const graph = new RoadGraph(drawFloor(lines), costs);
  guideByFlows(graph, new Random(seed, "test/guidance"));
  return graph;
}

describe("guidance by flows", () => {
  it("gives each of two parallel corridors a direction of its own", () => {
    const graph = guided(["...........", "..#######..", "...........", "..#######.."], 1);
    const middle = 5;
    const eastAbove = graph.weights[middle * 4]!;
    const westAbove = graph.weights[middle * 4 + 2]!;
    const eastBelow = graph.weights[(2 * 11 + middle) * 4]!;
    const westBelow = graph.weights[(2 * 11 + middle) * 4 + 2]!;
    expect(Math.sign(eastAbove - westAbove)).toBe(-Math.sign(eastBelow - westBelow));
    expect(eastAbove).not.toBe(westAbove);
  });

  it("leaves every exit open, and no move free", () => {
    const graph = guided(twoCorridors, 1);
    const bare = new RoadGraph(drawFloor(twoCorridors), costs);
    expect(graph.exits).toEqual(bare.exits);
    for (let i = 0; i < graph.weights.length; i += 1)
      expect(graph.weights[i]).toBeGreaterThanOrEqual(bare.weights[i]!);
  });

  it("gives the same costs for the same stream, and ends on a floor of islands", () => {
    expect(guided(twoCorridors, 7).weights).toEqual(guided(twoCorridors, 7).weights);
    expect(guided(["..#..", "..#..", "..#.."], 1).weights.length).toBe(60);
  });
});
