// Appends joint plans to the order graph. A planner lets a robot enter the cell that another leaves in the same step, and
// lets a ring of robots all move at once; here a follower waits until the cell is empty, so a ring can never start.
// What cannot be carried out becomes a wait, and so does everything that counted on it.
import { assert } from "../../sim/kernel/index.ts";
import { RobotAction } from "../../sim/model/index.ts";
import { none, type OrderGraph } from "./order-graph.ts";

/** Why the rest of a robot's plan was left out. */
export const CutReason = {
  /** All of it was taken. */
  none: 0,
  /** The robot has as many unfinished actions as the horizon allows. */
  horizon: 1,
  /** Part of a ring of robots that would all have to move at once. */
  ring: 2,
  /** Counted on a robot that stays. */
  blocked: 3,
  /** Not allowed to plan on: lost, held, or into a closed cell. */
  refused: 4,
  /** The plan itself is wrong: two robots into one cell, or off the floor. */
  fault: 5,
} as const;
export type CutReason = (typeof CutReason)[keyof typeof CutReason];

/** What became of a joint plan; reused by the next one. */
export interface AppendReport {
  /** Actions taken into the graph, waits not counted. */
  readonly appended: number;
  /** Per robot a `CutReason`. */
  readonly cut: Uint8Array;
  /** The rings found, each as robots in the order in which they follow each other. */
  readonly rings: readonly (readonly number[])[];
  /** Robots whose plan was wrong in itself. */
  readonly faults: number;
}

const Outcome = { unknown: 0, open: 1, goes: 2, stays: 3 } as const;

export class PlanAppender {
  readonly report: { appended: number; cut: Uint8Array; rings: number[][]; faults: number };
  private readonly movers: Int32Array;
  private readonly outcome: Uint8Array;
  private readonly target: Int32Array;
  private readonly claimedBy: Int32Array;
  private readonly path: Int32Array;

  constructor(
    private readonly graph: OrderGraph,
    private readonly width: number,
    /** Asked per robot and forward move: may it be planned into this cell? Turns are asked with the robot's own cell. */
    private readonly mayPlan: (robot: number, cell: number) => boolean,
  ) {
    const { robotCount, cellCount } = graph;
    this.report = { appended: 0, cut: new Uint8Array(robotCount), rings: [], faults: 0 };
    this.movers = new Int32Array(robotCount);
    this.outcome = new Uint8Array(robotCount);
    this.target = new Int32Array(robotCount).fill(none);
    this.claimedBy = new Int32Array(cellCount).fill(none);
    this.path = new Int32Array(robotCount);
  }

  /**
   * Takes `steps` joint steps: `actions[step * robotCount + robot]` is wait, forward, turnRight or turnLeft, planned from the ends
   * of the robots' plans in the graph. Once a robot is cut, the rest of its plan is left out.
   */
  append(actions: Uint8Array, steps: number): AppendReport {
    const { report, graph } = this;
    assert(actions.length >= steps * graph.robotCount, "one action per robot and step");
    report.appended = 0;
    report.faults = 0;
    report.rings.length = 0;
    report.cut.fill(CutReason.none);
    for (let step = 0; step < steps; step += 1) this.appendStep(actions, step * graph.robotCount);
    return report;
  }

  private appendStep(actions: Uint8Array, offset: number): void {
    const { graph, movers, outcome, target, claimedBy, report } = this;
    let count = 0;
    for (let robot = 0; robot < graph.robotCount; robot += 1) {
      target[robot] = none;
      const action = actions[offset + robot]!;
      if (action === RobotAction.wait || report.cut[robot] !== CutReason.none) continue;
      assert(
        action <= RobotAction.turnLeft,
        `robot ${robot}: a plan has moves, turns and waits, not action ${action}`,
      );
      const to = action === RobotAction.forward ? this.ahead(robot) : graph.endCell[robot]!;
      if (to === none || (action === RobotAction.forward && claimedBy[to] !== none)) {
        report.cut[robot] = CutReason.fault;
        report.faults += 1;
      } else if (!this.mayPlan(robot, to)) {
        report.cut[robot] = CutReason.refused;
      } else if (graph.unfinished[robot]! >= graph.horizon) {
        report.cut[robot] = CutReason.horizon;
      } else if (action === RobotAction.forward) {
        claimedBy[to] = robot;
        target[robot] = to;
        outcome[robot] = Outcome.unknown;
        movers[count++] = robot;
      } else {
        graph.addTurn(robot, action);
        report.appended += 1;
      }
    }
    for (let i = 0; i < count; i += 1) this.follow(movers[i]!);
    let going = 0;
    for (let i = 0; i < count; i += 1) {
      const robot = movers[i]!;
      claimedBy[target[robot]!] = none;
      if (outcome[robot] === Outcome.goes) movers[going++] = robot;
    }
    graph.addMoves(movers, going);
    report.appended += going;
  }

  /** Decides a mover by following who stands on whose target, until somebody stays, a cell is empty, or a ring closes. */
  private follow(first: number): void {
    const { graph, outcome, target, path, report } = this;
    if (outcome[first] !== Outcome.unknown) return;
    let length = 0;
    let robot = first;
    let result: number = Outcome.unknown;
    while (result === Outcome.unknown) {
      outcome[robot] = Outcome.open;
      path[length++] = robot;
      const standing = graph.endsHere[target[robot]!]!;
      if (standing === none) result = Outcome.goes;
      else if (target[standing] === none) result = Outcome.stays;
      else if (outcome[standing] === Outcome.open) {
        const start = path.indexOf(standing);
        report.rings.push(Array.from(path.subarray(start, length)));
        for (let i = start; i < length; i += 1) report.cut[path[i]!] = CutReason.ring;
        result = Outcome.stays;
      } else if (outcome[standing] === Outcome.unknown) robot = standing;
      else result = outcome[standing]!;
    }
    for (let i = 0; i < length; i += 1) {
      outcome[path[i]!] = result;
      if (result === Outcome.stays && report.cut[path[i]!] === CutReason.none)
        report.cut[path[i]!] = CutReason.blocked;
    }
  }

  /** The cell ahead of the end of a robot's plan, or none off the floor. */
  private ahead(robot: number): number {
    const { graph, width } = this;
    const cell = graph.endCell[robot]!;
    const heading = graph.endHeading[robot]!;
    const column = cell % width;
    if ((heading === 0 && column === width - 1) || (heading === 2 && column === 0)) return none;
    const to = cell + graph.offsets[heading]!;
    return to >= 0 && to < graph.cellCount ? to : none;
  }
}
