// Who may drive into a crowded quarter: on a floor without aisles a quarter that is nearly full lets nobody out, and all
// who are bound for it make it fuller, until half the fleet stands. Robots from outside wait where they are, giving way,
// while the quarter of their goal is crowded.
import type { RoadGraph } from "./road-graph.ts";

/** Edge of a quarter, cells. */
const quarterCells = 8;
/** A quarter is crowded when so much of what the fleet would leave free there, spread evenly, is taken as well. */
const crowdedShare = 0.5;

export class Admission {
  private readonly quarterOf: Int32Array;
  private readonly limit: Float64Array;
  private readonly robots: Int32Array;

  constructor(graph: RoadGraph, robotCount: number) {
    const across = Math.ceil(graph.width / quarterCells);
    const down = Math.ceil(graph.height / quarterCells);
    this.quarterOf = new Int32Array(graph.cellCount);
    this.robots = new Int32Array(across * down);
    this.limit = new Float64Array(across * down);
    let openCells = 0;
    for (let cell = 0; cell < graph.cellCount; cell += 1) {
      const y = Math.floor(cell / graph.width);
      const x = cell - y * graph.width;
      this.quarterOf[cell] = Math.floor(y / quarterCells) * across + Math.floor(x / quarterCells);
      if (graph.exits[cell] === 0) continue;
      this.limit[this.quarterOf[cell]!]! += 1;
      openCells += 1;
    }
    const fullness = robotCount / Math.max(1, openCells);
    const share = fullness + (1 - fullness) * crowdedShare;
    for (let quarter = 0; quarter < this.limit.length; quarter += 1) this.limit[quarter]! *= share;
  }

  /** Counts where the robots are in this step. */
  begin(cell: Int32Array): void {
    this.robots.fill(0);
    for (let robot = 0; robot < cell.length; robot += 1) this.robots[this.quarterOf[cell[robot]!]!]! += 1;
  }
  /** Whether a robot may be on its way to a goal now. */
  admits(cell: number, goal: number): boolean {
    const quarter = this.quarterOf[goal]!;
    return this.quarterOf[cell] === quarter || this.robots[quarter]! <= this.limit[quarter]!;
  }
}
