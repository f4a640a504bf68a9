// Robots that take several ticks per action, are late at random and fail, and a judge of its own: a robot on its way from one
// cell to the next fills both, and no cell is ever filled by two.
import { createExecutedTraffic, type ExecutedTraffic, findCycle } from "../../controller/execution/index.ts";
import { createTraffic } from "../../controller/traffic/index.ts";
import type { Random } from "../../sim/kernel/index.ts";
import { type Floor, headingOffsets, RobotAction } from "../../sim/model/index.ts";
import { checkGraph } from "./tiny-graph.ts";

export interface DelayedRobot {
  readonly cell: number;
  readonly heading?: number;
  readonly goal?: number;
  readonly laden?: boolean;
  readonly forwardTicks?: number;
  readonly turnTicks?: number;
}

export interface DelayedFleetOptions {
  /** Chance of a delay per robot and tick, and its longest duration. */
  readonly delayShare: number;
  readonly delayTicksMax: number;
  readonly iterations: number;
  readonly horizon?: number;
  readonly planEveryTicks?: number;
  readonly stallTicks?: number;
  readonly reorderEveryTicks?: number;
}

export class DelayedFleet {
  readonly traffic: ExecutedTraffic;
  readonly count: number;
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  readonly goal: Int32Array;
  readonly laden: Uint8Array;
  readonly frozen: Uint8Array;
  readonly priority: Int32Array;
  /** Ticks for which a robot is kept where it is by its errand (lifting, served); set by the test. */
  readonly workTicks: Int32Array;
  readonly failedTicks: Int32Array;
  readonly closed = new Set<number>();
  readonly forwardTicks: Float64Array;
  readonly turnTicks: Float64Array;
  moved = 0;
  tick = 0;
  private readonly delayTicks: Int32Array;
  private readonly leftTicks: Int32Array;
  private readonly action: Uint8Array;
  /** Robot in each cell, from before it comes until after it has gone. */
  private readonly filledBy: Int32Array;

  constructor(
    readonly floor: Floor,
    robots: readonly DelayedRobot[],
    private readonly random: Random,
    readonly options: DelayedFleetOptions,
  ) {
    const count = robots.length;
    this.count = count;
    this.cell = Int32Array.from(robots, (robot) => robot.cell);
    this.heading = Uint8Array.from(robots, (robot) => robot.heading ?? 0);
    this.goal = Int32Array.from(robots, (robot) => robot.goal ?? -1);
    this.laden = Uint8Array.from(robots, (robot) => (robot.laden === true ? 1 : 0));
    this.frozen = new Uint8Array(count);
    this.priority = new Int32Array(count);
    this.workTicks = new Int32Array(count);
    this.failedTicks = new Int32Array(count);
    this.delayTicks = new Int32Array(count);
    this.leftTicks = new Int32Array(count);
    this.action = new Uint8Array(count);
    this.forwardTicks = Float64Array.from(robots, (robot) => robot.forwardTicks ?? 3);
    this.turnTicks = Float64Array.from(robots, (robot) => robot.turnTicks ?? 3);
    this.filledBy = new Int32Array(floor.kind.length).fill(-1);
    this.cell.forEach((cell, robot) => {
      this.filledBy[cell] = robot;
    });
    const { iterations, delayShare: _share, delayTicksMax: _max, ...more } = options;
    this.traffic = createExecutedTraffic({
      floor,
      robotCount: count,
      planner: createTraffic({ floor, robotCount: count, seed: 1, iterations }),
      forwardTicks: this.forwardTicks,
      turnTicks: this.turnTicks,
      ...more,
    });
  }

  setClosed(cell: number, closed: boolean): void {
    this.traffic.setBlocked(cell, closed);
    if (closed) this.closed.add(cell);
    else this.closed.delete(cell);
  }
  /** Stands in its cell with nothing under way. */
  rests(robot: number): boolean {
    return this.leftTicks[robot] === 0 && this.failedTicks[robot] === 0;
  }
  cellsOf(robot: number): number[] {
    const cells: number[] = [];
    this.filledBy.forEach((filler, cell) => {
      if (filler === robot) cells.push(cell);
    });
    return cells;
  }

  step(): void {
    this.tick += 1;
    this.moved = 0;
    for (let robot = 0; robot < this.count; robot += 1) {
      this.frozen[robot] = this.isHeld(robot) || this.leftTicks[robot]! > 0 ? 1 : 0;
    }
    const actions = this.traffic.plan(this);
    for (let robot = 0; robot < this.count; robot += 1) {
      if (actions[robot] !== RobotAction.wait) this.begin(robot, actions[robot]!);
    }
    for (let robot = 0; robot < this.count; robot += 1) this.goOn(robot);
    for (let robot = 0; robot < this.count; robot += 1) {
      if (this.delayTicks[robot] === 0 && this.random.uniform() < this.options.delayShare) {
        this.delayTicks[robot] = 1 + this.random.below(this.options.delayTicksMax);
      }
    }
  }

  /** What must hold of the order graph, and that nobody waits in a circle. */
  checkExecution(): void {
    const execution = this.traffic.execution!;
    checkGraph(execution.graph);
    const cycle = findCycle(execution.graph);
    if (cycle !== null) throw new Error(`the order graph has a cycle ${cycle}`);
    const circle = execution.watch();
    if (circle.length > 0) throw new Error(`robots wait in a circle: ${JSON.stringify(circle)}`);
    for (let robot = 0; robot < this.count; robot += 1) {
      for (const cell of this.cellsOf(robot)) {
        if (execution.ledger.owner[cell] !== robot) {
          throw new Error(
            `robot ${robot} is in cell ${cell}, which belongs to ${execution.ledger.owner[cell]}`,
          );
        }
      }
    }
  }

  private isHeld(robot: number): boolean {
    return this.failedTicks[robot]! > 0 || this.delayTicks[robot]! > 0 || this.workTicks[robot]! > 0;
  }
  private begin(robot: number, action: number): void {
    if (this.frozen[robot] === 1) throw new Error(`robot ${robot} is told to go while it is busy`);
    this.action[robot] = action;
    if (action !== RobotAction.forward) {
      this.leftTicks[robot] = this.turnTicks[robot]!;
      return;
    }
    const cell = this.cell[robot]!;
    const heading = this.heading[robot]!;
    const to = cell + headingOffsets(this.floor.width)[heading]!;
    if ((this.floor.exits[cell]! & (1 << heading)) === 0)
      throw new Error(`robot ${robot}: no exit at ${cell}`);
    if (this.closed.has(to)) throw new Error(`robot ${robot} enters closed cell ${to}`);
    const other = this.filledBy[to]!;
    if (other >= 0) throw new Error(`robot ${robot} enters cell ${to} of robot ${other}`);
    this.filledBy[to] = robot;
    this.leftTicks[robot] = this.forwardTicks[robot]!;
  }
  private goOn(robot: number): void {
    if (this.failedTicks[robot]! > 0) this.failedTicks[robot]! -= 1;
    else if (this.delayTicks[robot]! > 0) this.delayTicks[robot]! -= 1;
    else if (this.leftTicks[robot]! > 0) {
      this.leftTicks[robot]! -= 1;
      if (this.leftTicks[robot] === 0) this.end(robot);
    } else if (this.workTicks[robot]! > 0) this.workTicks[robot]! -= 1;
  }
  private end(robot: number): void {
    const action = this.action[robot];
    if (action === RobotAction.turnRight) this.heading[robot] = (this.heading[robot]! + 1) & 3;
    if (action === RobotAction.turnLeft) this.heading[robot] = (this.heading[robot]! + 3) & 3;
    if (action !== RobotAction.forward) return;
    const from = this.cell[robot]!;
    this.filledBy[from] = -1;
    this.cell[robot] = from + headingOffsets(this.floor.width)[this.heading[robot]!]!;
    this.moved += 1;
  }
}
