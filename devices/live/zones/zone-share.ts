// Groups of cells that belong to one robot at a time: who has plans in one owns it until the last of them is done and it is
// out. Whoever finds one taken waits in a row, and gives way meanwhile.
import type { OrderedExecution } from "../../../controller/execution/index.ts";
import type { ZoneCells } from "./zone-cells.ts";

const none = -1;
/** Of a group in which several robots were found: nobody comes in before all but one are out. */
const several = -2;
/** Plans for which a group is kept for the first in the row; then the next has it. */
const keptPlansMax = 30;

export class ZoneShare {
  private readonly owner: Int32Array;
  private readonly rows: number[][];
  private readonly kept: Int32Array;
  /** Group that each robot waits for, and the goal for which. */
  private readonly waits: Int32Array;
  private readonly waitsFor: Int32Array;
  /** Robots that the last plan would have led into what belongs to another. */
  readonly refused: number[] = [];

  constructor(
    readonly cells: ZoneCells,
    robotCount: number,
  ) {
    this.owner = new Int32Array(cells.groupCount).fill(none);
    this.kept = new Int32Array(cells.groupCount);
    this.rows = Array.from({ length: cells.groupCount }, () => []);
    this.waits = new Int32Array(robotCount).fill(none);
    this.waitsFor = new Int32Array(robotCount).fill(none);
  }

  /** Before a plan: who has each group now. */
  begin({ graph, unfinished }: OrderedExecution, goal: Int32Array): void {
    const { owner, cells, refused } = this;
    refused.length = 0;
    owner.fill(none);
    for (let robot = 0; robot < unfinished.length; robot += 1) {
      this.take(robot, graph.cell[robot]!);
      let node = graph.head(robot);
      for (let left = unfinished[robot]!; left > 0; left -= 1, node = graph.next[node]!)
        this.take(robot, graph.to[node]!);
      if (this.waits[robot] !== none && this.waitsFor[robot] !== goal[robot]) this.leaveRow(robot);
    }
    for (let group = 0; group < cells.groupCount; group += 1) this.callNext(group);
  }
  /** May the robot be planned from one cell into another? Asked while a plan is taken in. */
  mayEnter(robot: number, from: number, cell: number, goal: number): boolean {
    const { groupOf } = this.cells;
    const group = groupOf[cell] ?? none;
    if (group === none) return true;
    const owner = this.owner[group]!;
    // Two that were in one already, put there by hand or from the start, may both get out.
    if (owner === robot || owner === none || groupOf[from] === group) {
      if (owner === none) this.owner[group] = robot;
      this.leaveRow(robot);
      return true;
    }
    if (goal !== none && this.waits[robot] === none) {
      this.waits[robot] = group;
      this.waitsFor[robot] = goal;
      this.rows[group]!.push(robot);
    }
    this.refused.push(robot);
    return false;
  }
  /** Waits for its turn: it has no goal of its own until then, and gives way to who comes out. */
  isWaiting(robot: number): boolean {
    const group = this.waits[robot]!;
    return group !== none && this.owner[group] !== robot;
  }

  private take(robot: number, cell: number): void {
    const group = this.cells.groupOf[cell] ?? none;
    if (group === none || this.owner[group] === robot) return;
    this.owner[group] = this.owner[group] === none ? robot : several;
  }
  /** Keeps a free group for the first in its row. */
  private callNext(group: number): void {
    if (this.owner[group] !== none) {
      this.kept[group] = 0;
      return;
    }
    const row = this.rows[group]!;
    if (row.length === 0) return;
    this.kept[group]! += 1;
    if (this.kept[group]! > keptPlansMax) {
      // It does not come: hindered, or on another way by now.
      this.kept[group] = 0;
      this.leaveRow(row[0]!);
      if (row.length === 0) return;
    }
    this.owner[group] = row[0]!;
  }
  private leaveRow(robot: number): void {
    const group = this.waits[robot]!;
    if (group === none) return;
    this.waits[robot] = none;
    const row = this.rows[group]!;
    row.splice(row.indexOf(robot), 1);
  }
}
