// Traffic of a live fleet: the planner's joint steps go into the order graph, cells are released by the ledger several at a
// time, and robots report the cells that they have reached. Pure: ticks are passed in.
import { createExecution, type OrderedExecution } from "../../controller/execution/index.ts";
import type { Traffic } from "../../controller/traffic/index.ts";
import { assert } from "../../sim/kernel/index.ts";
import { type Floor, RobotAction } from "../../sim/model/index.ts";
import type { FleetTraffic, Standing } from "./live-site-port.ts";
import { addParking, type Parking } from "./parking.ts";
import type { ZoneCells } from "./zones/zone-cells.ts";
import { ZoneShare } from "./zones/zone-share.ts";

export interface LiveTrafficOptions {
  readonly floor: Floor;
  /** Makes what plans joint steps, on a floor that is a little larger (`addParking`). */
  readonly createPlanner: (floor: Floor) => Traffic;
  /** Where the robots stand; null: not in traffic yet. */
  readonly standing: readonly (Standing | null)[];
  /** Ticks of one cell forward and of a quarter turn. */
  readonly forwardTicks: number;
  readonly turnTicks: number;
  /** Actions planned and not finished per robot at most. */
  readonly horizon: number;
  /** Of these, actions released at a time: how far a robot sees ahead, and how many cells it keeps from others. */
  readonly releaseAhead: number;
  /** A robot later than this with an action counts as lost until it reports again: others go around what it holds. */
  readonly stallTicks: number;
  /** Groups of cells for one robot at a time. */
  readonly zones?: ZoneCells;
}

export class LiveTraffic implements FleetTraffic {
  readonly robotCount: number;
  readonly execution: OrderedExecution;
  readonly goal: Int32Array;
  readonly working: Uint8Array;
  readonly laden: Uint8Array;
  readonly hindered: Uint8Array;
  readonly priority: Int32Array;
  private readonly planner: Traffic;
  private readonly parking: Parking;
  /** Cells that are blocked in plans because the robot is lost. */
  private readonly blocked: (readonly number[])[];
  /** 1 = out of traffic: it comes back by `enter` only. */
  private readonly suspended: Uint8Array;
  private readonly options: LiveTrafficOptions;
  /** Cells of the released actions that have been told already. */
  private readonly told: Int32Array;
  private readonly hinderedTicks: Int32Array;
  private readonly holdSteps: Uint8Array;
  /** What each robot's plan was made for. */
  private readonly errand: {
    readonly goal: Int32Array;
    readonly working: Uint8Array;
    readonly laden: Uint8Array;
  };
  private readonly zones: ZoneShare | null;
  /** Goals as the planner gets them: who waits for a zone has none, who rests in one has its way out. */
  private readonly planGoal: Int32Array;
  private readonly input;
  private holds = 0;

  constructor(options: LiveTrafficOptions) {
    const { standing, createPlanner, forwardTicks, turnTicks, horizon, releaseAhead } = options;
    const count = standing.length;
    this.robotCount = count;
    this.options = options;
    this.parking = addParking(options.floor, count);
    const { floor } = this.parking;
    this.planner = createPlanner(floor);
    const { zones } = options;
    this.zones = zones === undefined || zones.groupCount === 0 ? null : new ZoneShare(zones, count);
    this.execution = createExecution({
      width: floor.width,
      height: floor.height,
      cell: Int32Array.from(standing, (at, robot) => at?.place ?? this.parking.cellOf(robot)),
      heading: Uint8Array.from(standing, (at) => at?.heading ?? 0),
      forwardTicks: new Float64Array(count).fill(forwardTicks),
      turnTicks: new Float64Array(count).fill(turnTicks),
      horizon,
      releaseAhead,
      mayEnter: (robot, cell) =>
        this.zones?.mayEnter(robot, this.execution.endCell[robot]!, cell, this.goal[robot]!) ?? true,
    });
    this.planGoal = new Int32Array(count).fill(-1);
    this.goal = new Int32Array(count).fill(-1);
    this.working = new Uint8Array(count);
    this.laden = new Uint8Array(count);
    this.hindered = new Uint8Array(count);
    this.told = new Int32Array(count);
    this.blocked = standing.map(() => []);
    this.suspended = new Uint8Array(count);
    this.hinderedTicks = new Int32Array(count);
    this.holdSteps = new Uint8Array(count);
    this.priority = new Int32Array(count);
    this.errand = {
      goal: new Int32Array(count).fill(-1),
      working: new Uint8Array(count),
      laden: new Uint8Array(count),
    };
    this.input = {
      cell: this.execution.endCell,
      heading: this.execution.endHeading,
      goal: this.planGoal,
      laden: this.laden,
      frozen: new Uint8Array(count),
      obstructing: new Uint8Array(count),
      priority: this.priority,
    };
    for (const [robot, at] of standing.entries()) if (at === null) this.suspend(robot);
  }

  placeOf(robot: number): number {
    const cell = this.execution.graph.cell[robot]!;
    return this.parking.has(cell) ? -1 : cell;
  }
  headingOf(robot: number): number {
    return this.execution.graph.heading[robot]!;
  }
  hasArrived(robot: number): boolean {
    return (
      this.goal[robot]! >= 0 &&
      this.goal[robot] === this.placeOf(robot) &&
      this.execution.unfinished[robot] === 0 &&
      this.suspended[robot] === 0
    );
  }
  nextPlaceOf(robot: number): number {
    const { graph, released } = this.execution;
    let node = graph.head(robot);
    for (let left = released[robot]!; left > 0; left -= 1, node = graph.next[node]!) {
      if (graph.action[node] === RobotAction.forward) return graph.to[node]!;
    }
    return -1;
  }
  isLost(robot: number): boolean {
    return this.execution.isLost(robot);
  }
  heldPlaces(robot: number): readonly number[] {
    return this.execution.heldCells(robot).filter((cell) => !this.parking.has(cell));
  }
  distance(robot: number, goal: number): number {
    const cell = this.placeOf(robot);
    return cell < 0
      ? Infinity
      : this.planner.distance(cell, this.headingOf(robot), goal, this.laden[robot] === 1);
  }

  suspend(robot: number): void {
    if (!this.execution.isLost(robot)) this.lose(robot);
    this.suspended[robot] = 1;
  }
  leave(robot: number, touched: readonly number[]): readonly number[] {
    this.suspend(robot);
    const owned = this.execution.relocate(robot, this.parking.cellOf(robot), 0, touched);
    this.told[robot] = 0;
    this.block(robot, touched);
    return owned.filter((cell) => !this.parking.has(cell));
  }
  enter(robot: number, cell: number, heading: number, tick: number): boolean {
    const owner = this.ownerOf(cell);
    if (owner >= 0 && owner !== robot) return false;
    this.execution.relocate(robot, cell, heading);
    this.told[robot] = 0;
    this.suspended[robot] = 0;
    this.findAgain(robot, tick);
    return true;
  }
  ownerOf(cell: number): number {
    return this.execution.ledger.owner[cell]!;
  }

  reached(robot: number, cell: number, tick: number): void {
    const { execution } = this;
    // What it still drives of an order that is being ended; where it stands in the end is looked at then.
    if (this.suspended[robot] === 1) return;
    this.finishTurns(robot, tick);
    const head = execution.graph.head(robot);
    assert(
      execution.released[robot]! > 0 && execution.graph.to[head] === cell,
      `robot ${robot} reports cell ${cell}, which is not the next that it was released into`,
    );
    if (execution.isLost(robot)) this.findAgain(robot, tick);
    execution.finish(robot, tick);
    this.told[robot]! -= 1;
    this.finishTurns(robot, tick);
  }

  /** One joint step from the ends of the plans. */
  plan(): void {
    const { execution, goal, working, holdSteps, hindered, input } = this;
    this.takeErrands();
    this.zones?.begin(execution, goal);
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      this.planGoal[robot] = this.goalForPlan(robot);
      const atEnd = goal[robot]! >= 0 && goal[robot] === execution.endCell[robot];
      const stands =
        working[robot] === 1 ||
        atEnd ||
        execution.isLost(robot) ||
        (hindered[robot] === 1 && execution.unfinished[robot] === 0) ||
        execution.unfinished[robot]! >= this.options.horizon ||
        holdSteps[robot]! > 0;
      input.frozen[robot] = stands ? 1 : 0;
      // Who has planned far enough ahead is frozen for a moment only, and in nobody's way.
      input.obstructing[robot] = hindered[robot]!;
      if (holdSteps[robot]! > 0) holdSteps[robot]! -= 1;
    }
    const { rings } = execution.append(this.planner.plan(input));
    for (const ring of rings) this.holdOne(ring);
    // The planner knows nothing of zones: for a moment it takes who stands before one as an obstacle, and finds other ways.
    if (this.zones !== null && this.zones.refused.length > 0) this.holdOne(this.zones.refused);
  }

  private holdOne(robots: readonly number[]): void {
    this.holds += 1;
    this.holdSteps[robots[this.holds % robots.length]!] = 2 + (this.holds % 4);
  }
  private goalForPlan(robot: number): number {
    const { zones, execution } = this;
    const goal = this.goal[robot]!;
    if (zones === null) return goal;
    if (zones.isWaiting(robot)) return -1;
    const group = zones.cells.groupOf[execution.endCell[robot]!] ?? -1;
    return goal >= 0 || group < 0 ? goal : this.wayOut(robot, group);
  }
  /** The nearest cell outside a group of zones, for a robot without an errand: it may not rest there. */
  private wayOut(robot: number, group: number): number {
    let nearest = -1;
    let least = Infinity;
    for (const cell of this.zones!.cells.edgeOf[group]!) {
      const steps = this.distance(robot, cell);
      if (steps < least) [nearest, least] = [cell, steps];
    }
    return nearest;
  }

  release(tick: number, tell: (robot: number, cells: readonly number[]) => void): void {
    const { execution, hindered } = this;
    this.takeErrands();
    for (let robot = 0; robot < this.robotCount; robot += 1) this.watchOver(robot, tick);
    // A turn needs no report: the robot turns before it sets off. Finishing it makes room for the next release.
    let more = true;
    while (more) {
      execution.release(tick, hindered);
      more = false;
      for (let robot = 0; robot < this.robotCount; robot += 1)
        if (!execution.isLost(robot) && this.finishTurns(robot, tick)) more = true;
    }
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      const cells = execution.segments(robot).flatMap((part) => (part.kind === "drive" ? part.cells : []));
      if (cells.length <= this.told[robot]!) continue;
      tell(robot, cells.slice(this.told[robot]!));
      this.told[robot] = cells.length;
    }
  }

  /**
   * Takes back what was planned for an errand that is over, before more of it is released: with another load or another goal
   * other places may be entered, and a robot that works stays where it is.
   */
  private takeErrands(): void {
    const { execution, errand, goal, working, laden } = this;
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      const isOver =
        errand.goal[robot] !== goal[robot] ||
        errand.laden[robot] !== laden[robot] ||
        (working[robot] === 1 && errand.working[robot] === 0);
      errand.goal[robot] = goal[robot]!;
      errand.laden[robot] = laden[robot]!;
      errand.working[robot] = working[robot]!;
      if (isOver) execution.withdraw(robot);
    }
  }

  /** A robot that is late, or stands hindered with nothing left to drive, becomes an obstacle until it is well again. */
  private watchOver(robot: number, tick: number): void {
    const { execution, hindered, hinderedTicks } = this;
    const { stallTicks } = this.options;
    hinderedTicks[robot] = hindered[robot] === 1 ? hinderedTicks[robot]! + 1 : 0;
    const idle = execution.released[robot] === 0;
    if (execution.isLost(robot)) {
      if (this.suspended[robot] === 0 && idle && hindered[robot] === 0) this.findAgain(robot, tick);
      return;
    }
    const isLate = !idle && execution.lateTicks(robot, tick) > stallTicks;
    const isOut = idle && hinderedTicks[robot]! > stallTicks;
    if (!isLate && !isOut) return;
    this.lose(robot);
  }
  private lose(robot: number): void {
    this.execution.lose(robot);
    this.block(robot, this.execution.heldCells(robot));
  }
  private findAgain(robot: number, tick: number): void {
    this.execution.recover(robot, tick);
    this.block(robot, []);
  }
  private block(robot: number, cells: readonly number[]): void {
    for (const cell of this.blocked[robot]!)
      if (!this.isBlockedByOthers(robot, cell)) this.setBlocked(cell, false);
    this.blocked[robot] = cells;
    for (const cell of cells) this.setBlocked(cell, true);
  }
  private setBlocked(cell: number, blocked: boolean): void {
    if (!this.parking.has(cell)) this.planner.setBlocked(cell, blocked);
  }
  private isBlockedByOthers(robot: number, cell: number): boolean {
    return this.blocked.some((cells, other) => other !== robot && cells.includes(cell));
  }

  private finishTurns(robot: number, tick: number): boolean {
    const { execution } = this;
    let any = false;
    while (execution.released[robot]! > 0) {
      const action = execution.graph.action[execution.graph.head(robot)]!;
      if (action === RobotAction.forward || execution.isLost(robot)) break;
      execution.finish(robot, tick);
      any = true;
    }
    return any;
  }
}
