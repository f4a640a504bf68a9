// Lanes that traffic would make by itself: errands between random cells are routed one after the other, each dearer
// where earlier ones drive the other way or crowd a cell, until most cells have one direction. Works on any floor, however
// irregular. After "Traffic Flow Optimisation for Lifelong Multi-Agent Path Finding" (Chen, Harabor, Li, Stuckey, AAAI-24),
// done once beforehand and kept as costs.
import type { Random } from "../../../sim/kernel/index.ts";
import { DistanceSearch, unreached } from "../distance-search.ts";
import type { RoadGraph } from "../road-graph.ts";

/** Extra cost of the weaker direction where all traffic drives the other way, in forward moves. */
const contraflowExtra = 3;
/** Extra cost of a cell per mean load above the mean. */
const crowdExtra = 0.5;
/** Directions with less traffic than this share of the mean stay free. */
const quietShare = 0.2;
/** Goals routed to: as many as this many searched states allow, within bounds. */
const statesSearchedMax = 60_000_000;
const goalsMin = 240;
const goalsMax = 3000;
/** Costs follow the flows this often; older flows fade so that about an eighth of all goals is remembered. */
const goalsPerUpdate = 20;
const rememberedShare = 1 / 8;
/** Moves per open cell that are remembered: enough for a flow to stand out from chance. */
const movesPerCell = 120;
/** More than this would not be a detour but a wall. */
const extraMax = 12;

/**
 * Derives extra costs and puts them on the graph (`setGuidance`). Every exit stays open, so no cell is cut off. The same
 * floor and stream give the same costs.
 */
export function guideByFlows(graph: RoadGraph, random: Random): void {
  new FlowGuidance(graph, random).derive();
}

class FlowGuidance {
  private readonly search: DistanceSearch;
  private readonly open: Int32Array;
  private readonly flow: Float64Array;
  private readonly load: Float64Array;
  private readonly extra: Uint8Array;

  constructor(
    private readonly graph: RoadGraph,
    private readonly random: Random,
  ) {
    this.search = new DistanceSearch(graph);
    const open: number[] = [];
    for (let cell = 0; cell < graph.cellCount; cell += 1) if (graph.exits[cell] !== 0) open.push(cell);
    this.open = Int32Array.from(open);
    this.flow = new Float64Array(graph.cellCount * 4);
    this.load = new Float64Array(graph.cellCount);
    this.extra = new Uint8Array(graph.cellCount * 4);
  }

  derive(): void {
    const { graph, open, random } = this;
    if (open.length < 2) return;
    const box = { left: 0, top: 0, right: graph.width - 1, bottom: graph.height - 1 };
    const affordable = Math.floor(statesSearchedMax / (open.length * 4));
    const goals = Math.min(goalsMax, Math.max(goalsMin, affordable));
    const remembered = goals * rememberedShare;
    const movesPerGoal = Math.ceil((movesPerCell * open.length) / remembered);
    const fade = Math.max(0, 1 - goalsPerUpdate / remembered);
    for (let round = 1; round <= goals; round += 1) {
      const goal = open[random.below(open.length)]!;
      this.search.run(goal, false, box);
      let moves = 0;
      // A start from which the goal cannot be reached counts as a move, so that the loop ends on a floor of islands.
      while (moves < movesPerGoal) moves += 1 + this.drive(open[random.below(open.length)]!, goal);
      if (round % goalsPerUpdate === 0) this.update(fade);
    }
  }

  /** Follows the cheapest way from a cell, heading at random, and counts its moves; returns how many. */
  private drive(start: number, goal: number): number {
    const { graph, flow, load } = this;
    const { offsets, exits, weights } = graph;
    const { turn } = graph.costs;
    const cost = this.search.costs();
    let cell = start;
    let heading = this.random.below(4);
    let moves = 0;
    if (cost[cell * 4 + heading] === unreached) return 0;
    while (cell !== goal) {
      const state = cell * 4 + heading;
      const left = cell * 4 + ((heading + 3) & 3);
      const right = cell * 4 + ((heading + 1) & 3);
      const ahead = cell + offsets[heading]!;
      const driven =
        (exits[cell]! & (1 << heading)) === 0 ? unreached : cost[ahead * 4 + heading]! + weights[state]!;
      const turned = Math.min(cost[left]!, cost[right]!) + turn;
      if (driven <= turned) {
        flow[state]! += 1;
        load[ahead]! += 1;
        cell = ahead;
        moves += 1;
      } else heading = cost[right]! <= cost[left]! ? (heading + 1) & 3 : (heading + 3) & 3;
    }
    return moves;
  }

  private update(fade: number): void {
    const { graph, open, flow, load, extra } = this;
    const { exits, offsets } = graph;
    let flowSum = 0;
    let exitCount = 0;
    let loadSum = 0;
    for (const cell of open) {
      loadSum += load[cell]!;
      for (let heading = 0; heading < 4; heading += 1) {
        if ((exits[cell]! & (1 << heading)) === 0) continue;
        flowSum += flow[cell * 4 + heading]!;
        exitCount += 1;
      }
    }
    const quiet = (quietShare * flowSum) / Math.max(1, exitCount);
    const meanLoad = Math.max(1, loadSum) / open.length;
    for (const cell of open) {
      for (let heading = 0; heading < 4; heading += 1) {
        if ((exits[cell]! & (1 << heading)) === 0) continue;
        const ahead = cell + offsets[heading]!;
        const along = flow[cell * 4 + heading]!;
        const against = flow[ahead * 4 + (heading ^ 2)]!;
        const contra = Math.max(0, (2 * against) / (along + against + quiet) - 1);
        const crowd = Math.max(0, load[ahead]! / meanLoad - 1);
        extra[cell * 4 + heading] = Math.min(
          extraMax,
          Math.round(contraflowExtra * contra + crowdExtra * crowd),
        );
      }
    }
    graph.setGuidance(extra);
    for (let i = 0; i < flow.length; i += 1) flow[i]! *= fade;
    for (let i = 0; i < load.length; i += 1) load[i]! *= fade;
  }
}
