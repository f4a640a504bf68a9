// A league run of 2026: robots take several ticks per action and are late at random; plans of several steps come once per
// interval, made from where the last ones end, and an executor carries them out tick by tick.
import { createTraffic, type Traffic, unboundedTries } from "../../../controller/traffic/index.ts";
import { assert } from "../../../sim/kernel/index.ts";
import { FleetTaskAssigner } from "../fleet-task-assigner.ts";
import { LeagueAction } from "../joint-action.ts";
import { leagueFloor } from "../league-floor.ts";
import { PlanningTimes } from "../planning-times.ts";
import type { LeagueRunner, LeagueRunOptions, LeagueSummary } from "../run-port.ts";
import { StepBudget } from "../step-budget.ts";
import type { TaskAssigner } from "../task-assigner.ts";
import { TaskBook } from "../task-book.ts";
import { CellOrderExecutor } from "./cell-order-executor.ts";
import { type LeagueExecutor, StagedActions } from "./executor.ts";
import { PlanAhead } from "./plan-ahead.ts";
import { TickDelays } from "./tick-delays.ts";
import { TickMotion } from "./tick-motion.ts";
import { TickRecorder } from "./tick-recorder.ts";

/** Real time of one tick. */
export const tickMs = 100;
/** Time between two plans where no limit is given. */
const intervalMsDefault = 1000;

export class LeagueTickRun implements LeagueRunner {
  private readonly options: LeagueRunOptions;
  private readonly intervalTicks: number;
  private readonly motion: TickMotion;
  private readonly delays: TickDelays;
  private readonly book: TaskBook;
  private readonly recorder: TickRecorder;
  private readonly executor: LeagueExecutor;
  private readonly staged: StagedActions;
  private readonly traffic: Traffic;
  private readonly assigner: TaskAssigner;
  private readonly ahead: PlanAhead;
  private readonly times: PlanningTimes;
  private readonly budget: StepBudget;
  private readonly proposal: Int32Array;
  private readonly go: Uint8Array;
  private readonly planned: Uint8Array;
  private readonly executed: Uint8Array;
  private readonly cellBefore: Int32Array;
  private readonly headingBefore: Uint8Array;
  private hasPlan = false;
  private refusals = 0;
  private deadlineMs = Number.POSITIVE_INFINITY;

  constructor(options: LeagueRunOptions) {
    const { instance, stepLimitMs, clock, seed = 1, createEngine = createTraffic, rowBytesMax } = options;
    const { map, starts, actionTicks, robotSize } = instance;
    const team = starts.length;
    const intervalMs = stepLimitMs > 0 ? stepLimitMs : intervalMsDefault;
    this.options = options;
    this.intervalTicks = Math.max(1, Math.ceil(intervalMs / tickMs));
    this.motion = new TickMotion(map, starts, actionTicks, robotSize);
    this.delays = new TickDelays(instance.delays, team);
    this.book = new TaskBook(instance);
    this.recorder = new TickRecorder(instance);
    const windowSteps = Math.floor(this.intervalTicks / actionTicks) + 1;
    const createExecutor = options.createExecutor ?? ((setup) => new CellOrderExecutor(setup));
    this.executor = createExecutor({ map, starts, actionTicks, robotSize, windowSteps });
    this.staged = new StagedActions(team);
    this.assigner = options.assigner ?? new FleetTaskAssigner();
    this.ahead = new PlanAhead(this.book, windowSteps);
    // No more decisions than ticks, and the first.
    this.times = new PlanningTimes(options.steps + 1);
    this.budget = new StepBudget(stepLimitMs);
    this.proposal = new Int32Array(team).fill(-1);
    this.go = new Uint8Array(team);
    this.planned = new Uint8Array(team);
    this.executed = new Uint8Array(team);
    this.cellBefore = new Int32Array(team);
    this.headingBefore = new Uint8Array(team);
    this.traffic = createEngine({
      floor: leagueFloor(map),
      robotCount: team,
      seed,
      iterations: options.iterations ?? (stepLimitMs > 0 ? unboundedTries : 0),
      ...(rowBytesMax === undefined ? {} : { rowBytesMax }),
      ...(stepLimitMs > 0 ? { stopImproving: () => clock.nowMs() >= this.deadlineMs } : {}),
    });
  }

  get step(): number {
    return this.recorder.ticks;
  }
  get isDone(): boolean {
    return this.recorder.ticks >= this.options.steps;
  }
  get tasksFinished(): number {
    return this.book.finishedCount;
  }
  get recentPlanningMs(): number {
    return this.times.recentMean();
  }

  /** One planning interval: the plan that is ready comes into force, the next one is made, and meanwhile ticks go on. */
  advance(): void {
    assert(!this.isDone, "the run has reached its last tick");
    const { steps, stepLimitMs } = this.options;
    if (!this.hasPlan) {
      // The first plan has a time of its own; robots wait for it only beyond that.
      this.hasPlan = true;
      const readyTicks = this.decide();
      const lateTicks = stepLimitMs > 0 ? Math.max(0, readyTicks - this.intervalTicks) : 0;
      for (let i = 0; i < lateTicks && !this.isDone; i += 1) this.tick();
      if (this.isDone) return;
    }
    this.applyProposal();
    this.executor.stage(this.ahead.plan, this.motion, this.staged);
    const untilNext =
      this.recorder.ticks + this.intervalTicks < steps ? this.decide() : steps - this.recorder.ticks;
    for (let i = 0; i < untilNext && !this.isDone; i += 1) this.tick();
  }

  summary(): LeagueSummary {
    const { recorder, book, times, traffic } = this;
    const { rowsBuilt, rowBytes } = traffic.statistics;
    return {
      year: 2026,
      robots: book.instance.starts.length,
      steps: recorder.ticks,
      tasksFinished: book.finishedCount,
      errands: book.errandCount,
      tasksPerStep: recorder.ticks === 0 ? 0 : book.finishedCount / recorder.ticks,
      planningMs: times.summary(),
      timeouts: recorder.timeouts,
      errors: 0,
      scheduleErrors: recorder.scheduleErrorCount,
      heldBack: this.refusals,
      rowsBuilt,
      rowBytes,
    };
  }

  resultPieces(): Generator<string> {
    return this.recorder.pieces(this.book, this.delays.intervals);
  }

  /** Makes the next proposal and plan; gives the ticks until they are ready. */
  private decide(): number {
    const { book, executor, motion, ahead, proposal, traffic } = this;
    const { budget } = this;
    const { clock, stepLimitMs } = this.options;
    const startedMs = clock.nowMs();
    budget.begin(startedMs);
    ahead.foresee(motion, this.staged);
    proposal.set(book.assigned);
    this.assigner.assign(
      {
        step: this.recorder.ticks + 1,
        book,
        cell: executor.endCell,
        heading: executor.endHeading,
        foreseen: ahead.foreseen,
        distance: (cell, heading, to) => traffic.distance(cell, heading, to, false),
        distanceIfKnown: (cell, heading, to) => traffic.distanceIfKnown(cell, heading, to, false),
        isHurried: budget.isHurried,
        outOfTime: () => clock.nowMs() >= budget.assignUntilMs,
      },
      proposal,
    );
    budget.assigned(clock.nowMs());
    const improvementMs = stepLimitMs - budget.reserveMs;
    ahead.make(proposal, executor, (input, step) => {
      this.deadlineMs = startedMs + (improvementMs * (step + 1)) / ahead.plan.steps;
      return traffic.plan(input);
    });
    const endedMs = clock.nowMs();
    budget.end(endedMs);
    const planningMs = endedMs - startedMs;
    this.times.add(planningMs);
    const neededTicks = stepLimitMs > 0 ? Math.ceil(planningMs / tickMs) : 0;
    this.recorder.decision(planningMs / 1000, neededTicks > this.intervalTicks);
    return Math.max(this.intervalTicks, neededTicks);
  }

  /** A wrong assignment is put right by itself; the rest of the proposal holds. */
  private applyProposal(): void {
    const { book, proposal, recorder } = this;
    // Tasks finished since the proposal was made are taken out of it, which is no error.
    for (let robot = 0; robot < proposal.length; robot += 1) {
      if (proposal[robot]! >= 0 && !book.isOpen(proposal[robot]!)) proposal[robot] = -1;
    }
    const proposed = proposal.slice();
    for (const { robot, task, reason } of book.mendSchedule(proposal)) {
      recorder.scheduleError([task, robot, -1, recorder.ticks + 1, reason]);
    }
    book.applySchedule(proposal);
    recorder.scheduleChange(proposed, book.assigned);
  }

  private tick(): void {
    const { motion, delays, executor, staged, go, planned, executed, recorder, book } = this;
    executor.command(motion, staged, go);
    delays.next();
    for (let robot = 0; robot < planned.length; robot += 1) {
      const isFree = go[robot] === 1 && delays.remaining[robot] === 0;
      planned[robot] = isFree ? (staged.at(robot, 0) ?? LeagueAction.wait) : LeagueAction.wait;
    }
    executed.set(planned);
    motion.resolve(executed, () => {
      this.refusals += 1;
    });
    recorder.tick(motion, planned, executed);
    this.cellBefore.set(motion.cell);
    this.headingBefore.set(motion.heading);
    motion.apply(executed);
    for (let robot = 0; robot < planned.length; robot += 1) {
      const isThrough =
        motion.cell[robot] !== this.cellBefore[robot] || motion.heading[robot] !== this.headingBefore[robot];
      if (isThrough) staged.shift(robot);
    }
    book.advance(recorder.ticks, motion.cell, (done) => recorder.errand(done));
  }
}
