// The default way of execution: each cell keeps the order in which the plans have robots enter it, and a robot goes on
// when it is next there. After Ma, Kumar and Koenig, "Multi-Agent Path Finding with Delay Probabilities" (AAAI-17), as the
// 2026 rules' own executor does.
import { assert } from "../../../sim/kernel/index.ts";
import type { LeagueMap } from "../instance.ts";
import { cellAhead, LeagueAction } from "../joint-action.ts";
import type { ExecutorSetup, JointPlan, LeagueExecutor, StagedActions, TickView } from "./executor.ts";

export interface CellOrderOptions {
  /**
   * Let a robot follow another that leaves the cell straight ahead in the same tick, instead of waiting until the cell is
   * empty. Safe because a motion that would touch another is held back tick by tick. Default: false, as in the rules.
   */
  readonly followsClosely?: boolean;
}

export class CellOrderExecutor implements LeagueExecutor {
  readonly endCell: Int32Array;
  readonly endHeading: Uint8Array;
  private readonly map: LeagueMap;
  private readonly windowSteps: number;
  private readonly followsClosely: boolean;
  /** Robots by cell in the order in which they are to be there; the first one is there or may enter. */
  private order = new Map<number, number[]>();
  /** Cell in which each robot was when `order` was last brought up to date. */
  private readonly seenCell: Int32Array;
  private readonly done: Int32Array;
  /** Per robot within one tick or simulated step: 0 = not yet known, 1 = goes, 2 = stays. */
  private readonly verdict: Uint8Array;
  private readonly line: number[] = [];

  constructor(setup: ExecutorSetup, options: CellOrderOptions = {}) {
    const { map, starts, windowSteps, robotSize, actionTicks } = setup;
    const team = starts.length;
    this.map = map;
    this.windowSteps = windowSteps;
    // Robots so small that one could reach a cell before another has quite left it keep their distance.
    const fillsCell = robotSize > 1 - 1 / actionTicks;
    this.followsClosely = fillsCell && (options.followsClosely ?? false);
    this.endCell = starts.slice();
    this.endHeading = new Uint8Array(team);
    this.seenCell = starts.slice();
    this.done = new Int32Array(team);
    this.verdict = new Uint8Array(team);
    starts.forEach((cell, robot) => {
      this.order.set(cell, [robot]);
    });
  }

  stage(plan: JointPlan, view: TickView, staged: StagedActions): void {
    this.noteMoves(view);
    const { endCell, endHeading } = this;
    const team = endCell.length;
    for (let step = 0; step < Math.min(plan.steps, this.windowSteps); step += 1) {
      for (let robot = 0; robot < team; robot += 1) {
        const action = plan.actions[step * team + robot]!;
        if (action === LeagueAction.wait) continue;
        staged.push(robot, action);
        if (action === LeagueAction.forward) {
          const next = cellAhead(this.map, endCell[robot]!, endHeading[robot]!);
          assert(next >= 0, `the plan leads robot ${robot} off the map`);
          endCell[robot] = next;
          this.queueAt(next).push(robot);
        } else endHeading[robot] = turned(endHeading[robot]!, action);
      }
    }
    this.keepWhatFits(view, staged);
  }

  command(view: TickView, staged: StagedActions, go: Uint8Array): void {
    this.noteMoves(view);
    this.verdict.fill(0);
    for (let robot = 0; robot < go.length; robot += 1) {
      go[robot] = this.mayGo(robot, view.cell, view.heading, staged, null) ? 1 : 0;
    }
  }

  /** Robots that have reached their next cell leave the one before to whom comes next. */
  private noteMoves(view: TickView): void {
    const { seenCell, order } = this;
    for (let robot = 0; robot < seenCell.length; robot += 1) {
      const before = seenCell[robot]!;
      if (view.cell[robot] === before) continue;
      const queue = order.get(before)!;
      assert(queue[0] === robot, `robot ${robot} left a cell that was not its own`);
      queue.shift();
      if (queue.length === 0) order.delete(before);
      seenCell[robot] = view.cell[robot]!;
    }
  }

  /** Goes through the window as if nobody were late; what would not be done by its end is dropped again. */
  private keepWhatFits(view: TickView, staged: StagedActions): void {
    const { endCell, endHeading, done, verdict } = this;
    const team = endCell.length;
    const kept = new Map<number, number[]>();
    endCell.set(view.cell);
    endHeading.set(view.heading);
    done.fill(0);
    for (let robot = 0; robot < team; robot += 1) kept.set(endCell[robot]!, [robot]);
    for (let step = 0; step < this.windowSteps; step += 1) {
      verdict.fill(0);
      for (let robot = 0; robot < team; robot += 1) this.mayGo(robot, endCell, endHeading, staged, done);
      for (let robot = 0; robot < team; robot += 1) {
        const action = staged.at(robot, done[robot]!);
        if (action === undefined || verdict[robot] !== 1) continue;
        done[robot]! += 1;
        if (action !== LeagueAction.forward) {
          endHeading[robot] = turned(endHeading[robot]!, action);
          continue;
        }
        const before = this.queueAt(endCell[robot]!);
        const at = before.indexOf(robot);
        assert(at >= 0, `robot ${robot} is not in the order of its cell`);
        before.splice(at, 1);
        endCell[robot] = cellAhead(this.map, endCell[robot]!, endHeading[robot]!);
        const queue = kept.get(endCell[robot]!);
        if (queue === undefined) kept.set(endCell[robot]!, [robot]);
        else queue.push(robot);
      }
    }
    for (let robot = 0; robot < team; robot += 1) staged.truncate(robot, done[robot]!);
    this.order = kept;
    this.seenCell.set(view.cell);
  }

  /** May this robot do its next action now? Where it may follow closely, those right ahead of it are asked first. */
  private mayGo(
    robot: number,
    cell: Int32Array,
    heading: Uint8Array,
    staged: StagedActions,
    done: Int32Array | null,
  ): boolean {
    const { verdict, line } = this;
    line.length = 0;
    let asked = robot;
    while (verdict[asked] === 0) {
      const other = this.decide(asked, cell, heading, staged, done);
      if (other < 0) break;
      line.push(asked);
      asked = other;
    }
    for (const follower of line) verdict[follower] = verdict[asked]!;
    return verdict[robot] === 1;
  }

  /** Sets a robot's verdict and gives −1, or gives the robot whose verdict it shares because it follows closely. */
  private decide(
    robot: number,
    cell: Int32Array,
    heading: Uint8Array,
    staged: StagedActions,
    done: Int32Array | null,
  ): number {
    const { verdict } = this;
    const action = staged.at(robot, done?.[robot] ?? 0);
    verdict[robot] = action === undefined ? 2 : 1;
    if (action !== LeagueAction.forward) return -1;
    const next = cellAhead(this.map, cell[robot]!, heading[robot]!);
    const queue = this.order.get(next);
    if (queue === undefined || queue[0] === robot) return -1;
    verdict[robot] = 2;
    const other = queue[0]!;
    const follows =
      this.followsClosely &&
      queue[1] === robot &&
      heading[other] === heading[robot] &&
      cell[other] === next &&
      staged.at(other, done?.[other] ?? 0) === LeagueAction.forward;
    return follows ? other : -1;
  }

  private queueAt(cell: number): number[] {
    let queue = this.order.get(cell);
    if (queue === undefined) {
      queue = [];
      this.order.set(cell, queue);
    }
    return queue;
  }
}

function turned(heading: number, action: number): number {
  return (heading + (action === LeagueAction.right ? 1 : 3)) & 3;
}
