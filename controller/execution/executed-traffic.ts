// Traffic for robots that take several ticks per action and are late at times: every few ticks the planner adds one joint
// step to the order graph, and each tick robots are told what may be done now. To dispatch it is a `Traffic` like any other.
import { assert } from "../../sim/kernel/index.ts";
import { type Floor, RobotAction } from "../../sim/model/index.ts";
import type { Traffic, TrafficInput, TrafficSnapshot, TrafficStatistics } from "../traffic/traffic-port.ts";
import { OrderedExecution } from "./execution.ts";
import type { ExecutionSnapshot, ExecutionStatistics } from "./execution-port.ts";

export interface ExecutedTrafficOptions {
  readonly floor: Floor;
  readonly robotCount: number;
  /** Plans joint steps; owned by the executed traffic from now on. */
  readonly planner: Traffic;
  /** Per robot: ticks of one cell forward and of a quarter turn if nothing holds it up. */
  readonly forwardTicks: Float64Array;
  readonly turnTicks: Float64Array;
  /** Unfinished actions per robot beyond which it is not planned further. Default 2: what is planned early is old when it is done. */
  readonly horizon?: number;
  /** Ticks between two joint steps. Default: the shortest forward move. */
  readonly planEveryTicks?: number;
  /** A robot that is later than this with an action counts as failed until it is done. Default: 12 forward moves. */
  readonly stallTicks?: number;
  /** See `ExecutionOptions.reorderEveryTicks`. */
  readonly reorderEveryTicks?: number;
}

const horizonDefault = 2;
const stallMoves = 12;

/**
 * Wraps a planner. `plan(input)` is called once per tick with the states that robots report: a robot's cell and heading change when
 * its action is finished, and `frozen` robots are not told anything. Actions returned are to be begun in this tick.
 */
export function createExecutedTraffic(options: ExecutedTrafficOptions): ExecutedTraffic {
  return new ExecutedTraffic(options);
}

export class ExecutedTraffic implements Traffic {
  /** Null before the first tick. */
  execution: OrderedExecution | null = null;
  private readonly planner: Traffic;
  private readonly planEveryTicks: number;
  private readonly stallTicks: number;
  private readonly actions: Uint8Array;
  private readonly input: {
    cell: Int32Array;
    heading: Uint8Array;
    readonly goal: Int32Array;
    readonly laden: Uint8Array;
    readonly frozen: Uint8Array;
    priority: Int32Array;
  };
  /** Ticks for which a robot has stood frozen with nothing begun. */
  private readonly stoodTicks: Int32Array;
  /** Joint steps for which a robot that was part of a ring stays, so that the others find another way. */
  private readonly holdSteps: Uint8Array;
  /** Cells closed by the caller. */
  private readonly closed: Uint8Array;
  private tick = 0;
  private ringCount = 0;

  constructor(private readonly options: ExecutedTrafficOptions) {
    const { floor, robotCount, planner, forwardTicks } = options;
    let shortest = Infinity;
    let longest = 1;
    for (const ticks of forwardTicks) {
      shortest = Math.min(shortest, ticks);
      longest = Math.max(longest, ticks);
    }
    this.planner = planner;
    this.planEveryTicks =
      options.planEveryTicks ?? (robotCount === 0 ? 1 : Math.max(1, Math.round(shortest)));
    this.stallTicks = options.stallTicks ?? stallMoves * longest;
    this.actions = new Uint8Array(robotCount);
    this.input = {
      cell: new Int32Array(robotCount),
      heading: new Uint8Array(robotCount),
      goal: new Int32Array(robotCount).fill(-1),
      laden: new Uint8Array(robotCount),
      frozen: new Uint8Array(robotCount),
      priority: new Int32Array(robotCount),
    };
    this.stoodTicks = new Int32Array(robotCount);
    this.holdSteps = new Uint8Array(robotCount);
    this.closed = new Uint8Array(floor.width * floor.height);
  }

  plan(input: TrafficInput): Uint8Array {
    const execution = this.execution ?? this.begin(input.cell, input.heading);
    const { actions, tick } = this;
    this.tick += 1;
    for (let robot = 0; robot < this.options.robotCount; robot += 1) {
      this.takeReport(execution, robot, input);
      this.takeErrand(execution, robot, input);
    }
    if (tick % this.planEveryTicks === 0) this.planStep(execution, input);
    for (let robot = 0; robot < this.options.robotCount; robot += 1)
      actions[robot] = execution.released[robot]!;
    execution.release(tick, input.frozen);
    for (let robot = 0; robot < this.options.robotCount; robot += 1) {
      actions[robot] = actions[robot] === 0 ? execution.nextAction(robot) : RobotAction.wait;
    }
    return actions;
  }

  distance(cell: number, heading: number, goal: number, laden: boolean): number {
    return this.planner.distance(cell, heading, goal, laden);
  }
  distanceIfKnown(cell: number, heading: number, goal: number, laden: boolean): number {
    return this.planner.distanceIfKnown(cell, heading, goal, laden);
  }

  /** Plans that cross a closed cell are taken back; a robot on its way into it goes through. */
  setBlocked(cell: number, blocked: boolean): void {
    this.closed[cell] = blocked ? 1 : 0;
    if (blocked) this.execution?.closeCell(cell);
    else this.execution?.openCell(cell);
    this.planner.setBlocked(cell, blocked || this.isHeldByLost(cell));
  }

  get statistics(): TrafficStatistics & { readonly execution: ExecutionStatistics | null } {
    return { ...this.planner.statistics, execution: this.execution?.statistics ?? null };
  }

  snapshot(): TrafficSnapshot {
    const { execution, planner, input, stoodTicks, holdSteps, closed, tick, ringCount } = this;
    return {
      version: 1,
      state: {
        planner: planner.snapshot(),
        execution: execution?.snapshot() ?? null,
        cell: execution?.graph.cell.slice() ?? null,
        heading: execution?.graph.heading.slice() ?? null,
        goal: input.goal.slice(),
        laden: input.laden.slice(),
        stoodTicks: stoodTicks.slice(),
        holdSteps: holdSteps.slice(),
        closed: closed.slice(),
        tick,
        ringCount,
      },
    };
  }
  restore({ version, state }: TrafficSnapshot): void {
    assert(version === 1, `traffic snapshot has version ${version}, expected 1`);
    this.planner.restore(state.planner as TrafficSnapshot);
    this.execution = null;
    if (state.execution !== null) {
      this.begin(state.cell as Int32Array, state.heading as Uint8Array).restore(
        state.execution as ExecutionSnapshot,
      );
    }
    this.input.goal.set(state.goal as Int32Array);
    this.input.laden.set(state.laden as Uint8Array);
    this.stoodTicks.set(state.stoodTicks as Int32Array);
    this.holdSteps.set(state.holdSteps as Uint8Array);
    this.closed.set(state.closed as Uint8Array);
    this.tick = state.tick as number;
    this.ringCount = state.ringCount as number;
  }

  private begin(cell: Int32Array, heading: Uint8Array): OrderedExecution {
    const { floor, forwardTicks, turnTicks, horizon = horizonDefault, reorderEveryTicks } = this.options;
    const execution = new OrderedExecution({
      width: floor.width,
      height: floor.height,
      cell,
      heading,
      forwardTicks,
      turnTicks,
      horizon,
      ...(reorderEveryTicks === undefined ? {} : { reorderEveryTicks }),
    });
    this.closed.forEach((closed, at) => {
      if (closed === 1) execution.closeCell(at);
    });
    this.execution = execution;
    return execution;
  }

  /** What the robot's state says of its action: finished, on its way, or so late that the robot counts as failed. */
  private takeReport(execution: OrderedExecution, robot: number, input: TrafficInput): void {
    const { graph } = execution;
    if (execution.released[robot] === 0) {
      const cell = graph.cell[robot];
      assert(
        input.cell[robot] === cell,
        `robot ${robot} is in cell ${input.cell[robot]}, expected in ${cell}`,
      );
      return;
    }
    const node = graph.head(robot);
    if (input.cell[robot] === graph.to[node] && input.heading[robot] === graph.headingAfter[node]) {
      if (execution.isLost(robot)) this.findAgain(execution, robot);
      execution.finish(robot, this.tick - 1);
    } else if (!execution.isLost(robot) && execution.lateTicks(robot, this.tick - 1) > this.stallTicks) {
      // The cells that it fills are closed to the planner, so that robots go around, or know that they cannot.
      execution.lose(robot);
      for (const cell of execution.heldCells(robot)) this.planner.setBlocked(cell, true);
    }
  }
  private findAgain(execution: OrderedExecution, robot: number): void {
    execution.recover(robot, this.tick - 1);
    for (const cell of execution.heldCells(robot)) this.planner.setBlocked(cell, this.closed[cell] === 1);
  }
  private isHeldByLost(cell: number): boolean {
    const owner = this.execution?.ledger.owner[cell] ?? -1;
    return owner >= 0 && this.execution!.isLost(owner);
  }

  /** Takes back what has been planned for an errand that is over: another load, another goal, or a longer stay. */
  private takeErrand(execution: OrderedExecution, robot: number, input: TrafficInput): void {
    const { goal, laden } = this.input;
    const loadChanged = laden[robot] !== input.laden[robot];
    laden[robot] = input.laden[robot]!;
    if (input.frozen[robot] === 0) {
      const goalChanged = goal[robot] !== input.goal[robot];
      goal[robot] = input.goal[robot]!;
      this.stoodTicks[robot] = 0;
      if (loadChanged || (goalChanged && laden[robot] === 1)) execution.withdraw(robot);
      return;
    }
    if (execution.released[robot]! > 0) return;
    this.stoodTicks[robot]! += 1;
    // Frozen where it wanted to be, a robot is lifting, being served or the like: no use to plan it on.
    const arrived = goal[robot] === input.cell[robot];
    if (loadChanged || arrived || this.stoodTicks[robot]! > this.stallTicks) execution.withdraw(robot);
  }

  /** One joint step from the ends of the plans. */
  private planStep(execution: OrderedExecution, input: TrafficInput): void {
    const { horizon = horizonDefault } = this.options;
    const next = this.input;
    next.cell = execution.endCell;
    next.heading = execution.endHeading;
    next.priority = input.priority;
    for (let robot = 0; robot < this.options.robotCount; robot += 1) {
      const stands =
        (input.frozen[robot] === 1 && execution.released[robot] === 0) ||
        execution.isLost(robot) ||
        execution.unfinished[robot]! >= horizon;
      next.frozen[robot] = stands || this.holdSteps[robot]! > 0 ? 1 : 0;
      if (this.holdSteps[robot]! > 0) this.holdSteps[robot]! -= 1;
    }
    const { rings } = execution.append(this.planner.plan(next));
    for (const ring of rings) {
      this.ringCount += 1;
      this.holdSteps[ring[this.ringCount % ring.length]!] = 2 + (this.ringCount % 4);
    }
  }
}
