// Puts the order graph, the ledger, re-ordering and the watchdog together behind the port.
import { assert } from "../../sim/kernel/index.ts";
import { RobotAction } from "../../sim/model/index.ts";
import { CellLedger } from "./cell-ledger.ts";
import type {
  Execution,
  ExecutionOptions,
  ExecutionSnapshot,
  ExecutionStatistics,
  Segment,
  WaitCycle,
} from "./execution-port.ts";
import { FinishTimes } from "./finish-times.ts";
import { NodeState, none, OrderGraph } from "./order-graph.ts";
import { type AppendReport, PlanAppender } from "./plan-appender.ts";
import { Reordering } from "./reordering.ts";
import { waitCycles } from "./wait-cycles.ts";

/** Robots that are tried for overtaking in one look. */
const overtakingTriesMax = 64;
const horizonDefault = 4;

/** Makes an execution for one fleet on one floor. */
export function createExecution(options: ExecutionOptions): OrderedExecution {
  return new OrderedExecution(options);
}

export class OrderedExecution implements Execution {
  readonly robotCount: number;
  /** Open to tests and to the watchdogs of neighbours; read only. */
  readonly graph: OrderGraph;
  readonly ledger: CellLedger;
  readonly endCell: Int32Array;
  readonly endHeading: Uint8Array;
  readonly unfinished: Int32Array;
  readonly released: Int32Array;
  private readonly appender: PlanAppender;
  private readonly times: FinishTimes;
  private readonly reordering: Reordering;
  private readonly releaseAhead: number;
  private readonly mayEnter: ExecutionOptions["mayEnter"];
  private readonly reorderEveryTicks: number;
  private readonly remaining: Float64Array;
  private readonly waitsFor: Int32Array;
  /** Tick since which each robot has been at its first released action. */
  private readonly sinceTick: Float64Array;
  private readonly lost: Uint8Array;
  /** 1 = owns cells that it neither stands in nor has been released into, until it is recovered. */
  private readonly holdsMore: Uint8Array;
  private counts = { appended: 0, finished: 0, withdrawn: 0, overtakings: 0, rings: 0, faults: 0 };
  private reorderTick = 0;
  /** Robot at which the next look for overtaking begins, so that all get their turn. */
  private nextToTry = 0;

  constructor(options: ExecutionOptions) {
    const { width, height, cell, heading, forwardTicks, turnTicks, releaseAhead = 1 } = options;
    assert(releaseAhead >= 1, `at least one action is released at a time, not ${releaseAhead}`);
    this.graph = new OrderGraph({ width, height, cell, heading, horizon: options.horizon ?? horizonDefault });
    this.ledger = new CellLedger(width * height, cell);
    this.robotCount = this.graph.robotCount;
    assert(
      forwardTicks.length === this.robotCount && turnTicks.length === this.robotCount,
      "times of actions are given per robot",
    );
    this.endCell = this.graph.endCell;
    this.endHeading = this.graph.endHeading;
    this.unfinished = this.graph.unfinished;
    this.released = this.graph.released;
    this.releaseAhead = releaseAhead;
    let shortest = Infinity;
    for (const ticks of forwardTicks) shortest = Math.min(shortest, ticks);
    this.reorderEveryTicks =
      options.reorderEveryTicks ?? (shortest === Infinity ? 0 : Math.max(1, Math.round(shortest)));
    this.mayEnter = options.mayEnter;
    this.appender = new PlanAppender(this.graph, width, (robot, to) => this.mayPlan(robot, to));
    this.times = new FinishTimes(this.graph, forwardTicks, turnTicks);
    this.reordering = new Reordering(this.graph, this.times);
    this.remaining = new Float64Array(this.robotCount);
    this.waitsFor = new Int32Array(2 * this.robotCount);
    this.sinceTick = new Float64Array(this.robotCount);
    this.lost = new Uint8Array(this.robotCount);
    this.holdsMore = new Uint8Array(this.robotCount);
  }

  get statistics(): ExecutionStatistics {
    return { ...this.counts, refusals: this.ledger.refusals };
  }

  append(actions: Uint8Array, steps = 1): AppendReport {
    const report = this.appender.append(actions, steps);
    this.counts.appended += report.appended;
    this.counts.rings += report.rings.length;
    this.counts.faults += report.faults;
    return report;
  }
  withdraw(robot: number): number {
    const first = this.graph.firstPlanned[robot]!;
    return first === none ? 0 : this.takeBack([first]);
  }

  release(tick: number, stands?: Uint8Array): number {
    if (this.reorderEveryTicks > 0 && tick >= this.reorderTick) {
      this.reorderTick = tick + this.reorderEveryTicks;
      this.letOvertake(tick);
    }
    let count = 0;
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      if (this.lost[robot] === 1 || (stands !== undefined && stands[robot] === 1)) continue;
      while (this.released[robot]! < this.releaseAhead && this.releaseNext(robot, tick)) count += 1;
    }
    return count;
  }
  nextAction(robot: number): number {
    return this.released[robot] === 0 ? RobotAction.wait : this.graph.action[this.graph.head(robot)]!;
  }
  segments(robot: number): readonly Segment[] {
    const { graph } = this;
    const list: Segment[] = [];
    let cells: number[] | null = null;
    let node = graph.head(robot);
    for (let left = this.released[robot]!; left > 0; left -= 1, node = graph.next[node]!) {
      const last = list[list.length - 1];
      if (graph.action[node] === RobotAction.forward) {
        if (cells === null) {
          cells = [];
          list.push({ kind: "drive", cells });
        }
        cells.push(graph.to[node]!);
        continue;
      }
      cells = null;
      const before = last?.kind === "turn" ? last.quarters : 0;
      if (before > 0) list.pop();
      const quarters = (before + (graph.action[node] === RobotAction.turnRight ? 1 : 3)) & 3;
      if (quarters > 0) list.push({ kind: "turn", quarters });
    }
    return list;
  }

  finish(robot: number, tick: number, count = 1): void {
    assert(this.lost[robot] === 0, `robot ${robot} is lost; it has to be recovered before it reports`);
    const { graph, ledger } = this;
    for (let i = 0; i < count; i += 1) {
      const cell = graph.cell[robot]!;
      graph.finish(robot);
      if (graph.cell[robot] !== cell && !this.comesBack(robot, cell)) {
        const left = ledger.leave(robot, cell);
        assert(left, `robot ${robot} left cell ${cell}, which belongs to ${ledger.owner[cell]}`);
      }
    }
    this.sinceTick[robot] = tick;
    this.counts.finished += count;
  }
  lateTicks(robot: number, tick: number): number {
    if (this.released[robot] === 0) return 0;
    return Math.max(0, tick - this.sinceTick[robot]! - this.times.duration(this.graph.head(robot)));
  }

  lose(robot: number): number {
    const { graph } = this;
    this.lost[robot] = 1;
    this.ledger.freeze(robot);
    const nodes: number[] = [];
    let node = graph.head(robot);
    for (; node !== none && graph.state[node] === NodeState.released; node = graph.next[node]!) {
      if (graph.before[node] !== none) nodes.push(graph.before[node]!);
    }
    if (node !== none) nodes.push(node);
    return this.takeBack(nodes);
  }
  recover(robot: number, tick: number): void {
    if (this.lost[robot] === 0) return;
    this.lost[robot] = 0;
    this.ledger.thaw(robot);
    if (this.holdsMore[robot] === 1) this.ledger.relocate(robot, this.heldCells(robot));
    this.holdsMore[robot] = 0;
    this.sinceTick[robot] = tick;
  }
  relocate(robot: number, cell: number, heading: number, also: readonly number[] = []): readonly number[] {
    assert(this.lost[robot] === 1, `robot ${robot} is not lost: where it stands is what it has reported`);
    const { graph, ledger } = this;
    const cells = [cell, ...also.filter((other) => other !== cell)];
    const owner = ledger.owner[cell]!;
    assert(owner === none || owner === robot, `cell ${cell} belongs to robot ${owner}`);
    const visits: number[] = [];
    for (const each of cells) {
      for (let visit = graph.lastVisit[each]!; visit !== none; visit = graph.priorVisit[visit]!)
        if (graph.state[visit] === NodeState.planned) visits.push(visit);
    }
    this.takeBack(visits);
    graph.relocate(robot, cell, heading);
    this.holdsMore[robot] = also.length > 0 ? 1 : 0;
    return ledger.relocate(robot, cells);
  }
  isLost(robot: number): boolean {
    return this.lost[robot] === 1;
  }
  heldCells(robot: number): readonly number[] {
    const { graph } = this;
    const cells = [graph.cell[robot]!];
    let node = graph.head(robot);
    for (let left = this.released[robot]!; left > 0; left -= 1, node = graph.next[node]!) {
      if (!cells.includes(graph.to[node]!)) cells.push(graph.to[node]!);
    }
    return cells;
  }

  closeCell(cell: number): number {
    const { graph } = this;
    this.ledger.setClosed(cell, true);
    const nodes: number[] = [];
    for (let visit = graph.lastVisit[cell]!; visit !== none; visit = graph.priorVisit[visit]!) {
      if (graph.state[visit] === NodeState.planned) nodes.push(visit);
    }
    return this.takeBack(nodes);
  }
  openCell(cell: number): void {
    this.ledger.setClosed(cell, false);
  }

  watch(): readonly WaitCycle[] {
    const { graph, ledger, waitsFor } = this;
    waitsFor.fill(none);
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      const node = graph.firstPlanned[robot]!;
      if (node === none || this.released[robot]! > 0 || this.lost[robot] === 1) continue;
      const after = graph.after[node]!;
      if (after !== none) waitsFor[2 * robot] = graph.robot[after]!;
      if (graph.action[node] === RobotAction.forward)
        waitsFor[2 * robot + 1] = ledger.owner[graph.to[node]!]!;
    }
    return waitCycles(waitsFor).map((robots) => ({
      robots,
      cells: robots.map((robot) => graph.to[graph.firstPlanned[robot]!]!),
    }));
  }

  snapshot(): ExecutionSnapshot {
    const { graph, ledger, sinceTick, lost, counts, reorderTick, nextToTry } = this;
    return {
      version: 1,
      state: {
        graph: graph.snapshot(),
        ledger: ledger.snapshot(),
        sinceTick: sinceTick.slice(),
        lost: lost.slice(),
        holdsMore: this.holdsMore.slice(),
        counts: { ...counts },
        reorderTick,
        nextToTry,
      },
    };
  }
  restore({ version, state }: ExecutionSnapshot): void {
    assert(version === 1, `execution snapshot has version ${version}, expected 1`);
    this.graph.restore(state.graph as Readonly<Record<string, unknown>>);
    this.ledger.restore(state.ledger as Readonly<Record<string, unknown>>);
    this.sinceTick.set(state.sinceTick as Float64Array);
    this.lost.set(state.lost as Uint8Array);
    this.holdsMore.set(state.holdsMore as Uint8Array);
    this.counts = { ...(state.counts as typeof this.counts) };
    this.reorderTick = state.reorderTick as number;
    this.nextToTry = state.nextToTry as number;
  }

  private mayPlan(robot: number, to: number): boolean {
    if (this.lost[robot] === 1) return false;
    const owner = this.ledger.owner[to]!;
    if (owner !== none && owner !== robot && this.lost[owner] === 1) return false;
    if (to === this.endCell[robot]) return true;
    return this.ledger.closed[to] === 0 && (this.mayEnter?.(robot, to) ?? true);
  }

  private takeBack(nodes: readonly number[]): number {
    const count = this.graph.withdraw(nodes);
    this.counts.withdrawn += count;
    return count;
  }

  private releaseNext(robot: number, tick: number): boolean {
    const { graph, ledger } = this;
    const node = graph.firstPlanned[robot]!;
    if (node === none || !graph.isReady(node)) return false;
    if (graph.action[node] === RobotAction.forward && ledger.claim(robot, graph.to[node]!) !== robot)
      return false;
    if (this.released[robot] === 0) this.sinceTick[robot] = tick;
    graph.release(robot);
    return true;
  }

  /** The robot has been released into the cell once more. */
  private comesBack(robot: number, cell: number): boolean {
    const { graph } = this;
    let node = graph.head(robot);
    for (let left = this.released[robot]!; left > 0; left -= 1, node = graph.next[node]!) {
      if (graph.to[node] === cell) return true;
    }
    return false;
  }

  private letOvertake(tick: number): void {
    const { robotCount } = this;
    let tries = 0;
    for (let i = 0; i < robotCount && tries < overtakingTriesMax; i += 1) {
      const robot = (this.nextToTry + i) % robotCount;
      if (!this.waitsForLate(robot, tick)) continue;
      if (tries === 0) this.estimate(tick);
      tries += 1;
      if (this.reordering.tryOvertake(robot)) this.counts.overtakings += 1;
      if (tries === overtakingTriesMax) this.nextToTry = (robot + 1) % robotCount;
    }
  }
  /** Stands idle because of a robot that is late or held up itself, and not released into the cell in question either. */
  private waitsForLate(robot: number, tick: number): boolean {
    const { graph } = this;
    const node = graph.firstPlanned[robot]!;
    if (node === none || this.released[robot]! > 0 || graph.after[node] === none) return false;
    const ahead = graph.priorVisit[node]!;
    if (graph.state[ahead] !== NodeState.planned) return false;
    const other = graph.robot[ahead]!;
    if (this.released[other]! > 0) return this.lateTicks(other, tick) > 0;
    return !graph.isReady(graph.firstPlanned[other]!);
  }
  /** A robot behind with its action is expected to need as long again as it has been late. */
  private estimate(tick: number): void {
    const { graph, remaining, times } = this;
    for (let robot = 0; robot < this.robotCount; robot += 1) {
      remaining[robot] = 0;
      let node = graph.head(robot);
      for (let left = this.released[robot]!; left > 0; left -= 1, node = graph.next[node]!) {
        remaining[robot]! += times.duration(node);
      }
      if (this.released[robot] === 0) continue;
      const late = this.lateTicks(robot, tick);
      const spent = tick - this.sinceTick[robot]!;
      remaining[robot]! += late > 0 ? 2 * late - spent : -spent;
    }
    times.update(remaining);
  }
}
