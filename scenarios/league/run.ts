// League runs: instance + traffic engine + task assignment under that year's rules. Here those of 2023 and 2024, one step
// at a time. Clock and time limit come from outside.
import { createTraffic, type Traffic, unboundedTries } from "../../controller/traffic/index.ts";
import { assert } from "../../sim/kernel/index.ts";
import { FleetTaskAssigner } from "./fleet-task-assigner.ts";
import { LeagueAction, TeamMover } from "./joint-action.ts";
import { leagueFloor } from "./league-floor.ts";
import { PlanningTimes } from "./planning-times.ts";
import { ResultRecorder } from "./result-recorder.ts";
import { type LeagueRunner, type LeagueRunOptions, type LeagueSummary, leagueActionOf } from "./run-port.ts";
import { StepBudget } from "./step-budget.ts";
import type { TaskAssigner } from "./task-assigner.ts";
import { TaskBook } from "./task-book.ts";
import { LeagueTickRun } from "./ticks/tick-run.ts";

/** Opens a run under the rules of the instance's year. */
export function openLeagueRun(options: LeagueRunOptions): LeagueRunner {
  return options.instance.year === 2026 ? new LeagueTickRun(options) : new LeagueStepRun(options);
}

class LeagueStepRun implements LeagueRunner {
  private readonly options: LeagueRunOptions;
  private readonly mover: TeamMover;
  private readonly book: TaskBook;
  private readonly recorder: ResultRecorder;
  private readonly traffic: Traffic;
  private readonly assigner: TaskAssigner | null;
  private readonly times: PlanningTimes;
  private readonly budget: StepBudget;
  private readonly schedule: Int32Array;
  private readonly goal: Int32Array;
  private readonly still: Uint8Array;
  private readonly priority: Int32Array;
  private readonly actions: Uint8Array;
  private invalidSteps = 0;
  private invalidSchedules = 0;

  constructor(options: LeagueRunOptions) {
    const { instance, stepLimitMs, clock, seed = 1, createEngine = createTraffic, rowBytesMax } = options;
    const team = instance.starts.length;
    this.options = options;
    this.mover = new TeamMover(instance.map, instance.starts);
    this.book = new TaskBook(instance);
    this.recorder = new ResultRecorder(instance);
    this.assigner = instance.year === 2023 ? null : (options.assigner ?? new FleetTaskAssigner());
    this.times = new PlanningTimes(options.steps);
    this.budget = new StepBudget(stepLimitMs);
    this.schedule = new Int32Array(team);
    this.goal = new Int32Array(team);
    this.still = new Uint8Array(team);
    this.priority = new Int32Array(team);
    this.actions = new Uint8Array(team);
    this.traffic = createEngine({
      floor: leagueFloor(instance.map),
      robotCount: team,
      seed,
      iterations: options.iterations ?? (stepLimitMs > 0 ? unboundedTries : 0),
      ...(rowBytesMax === undefined ? {} : { rowBytesMax }),
      ...(stepLimitMs > 0
        ? {
            stopImproving: () => clock.nowMs() >= this.budget.improveUntilMs,
            outOfTime: () => clock.nowMs() >= this.budget.lastCallMs,
          }
        : {}),
    });
  }

  get step(): number {
    return this.recorder.steps;
  }
  get isDone(): boolean {
    return this.recorder.steps >= this.options.steps;
  }
  get tasksFinished(): number {
    return this.book.finishedCount;
  }
  get recentPlanningMs(): number {
    return this.times.recentMean();
  }

  /** One decision and its step, together with the steps of waiting that a late decision costs. */
  advance(): void {
    const { clock, stepLimitMs } = this.options;
    const { recorder, book, mover, schedule } = this;
    assert(!this.isDone, "the run has reached its last step");
    const startedMs = clock.nowMs();
    this.budget.begin(startedMs);
    this.decide();
    const endedMs = clock.nowMs();
    this.budget.end(endedMs);
    const planningMs = endedMs - startedMs;
    this.times.add(planningMs);
    const late = stepLimitMs > 0 ? Math.max(0, Math.ceil(planningMs / stepLimitMs) - 1) : 0;
    for (let i = 0; i < late; i += 1) {
      if (this.isDone) return;
      recorder.timeout();
      if (book.instance.year === 2023) this.countErrands();
    }
    if (this.isDone) return;
    this.refuseInvalid();
    mover.apply(this.actions);
    if (this.assigner !== null) this.applySchedule();
    recorder.step(this.actions, book.assigned, schedule, planningMs / 1000);
    this.countErrands();
  }

  summary(): LeagueSummary {
    const { recorder, book, times, traffic, invalidSteps } = this;
    const { year, starts } = book.instance;
    const { rowsBuilt, rowBytes } = traffic.statistics;
    return {
      year,
      robots: starts.length,
      steps: recorder.steps,
      tasksFinished: book.finishedCount,
      errands: book.errandCount,
      tasksPerStep: recorder.steps === 0 ? 0 : book.finishedCount / recorder.steps,
      planningMs: times.summary(),
      timeouts: recorder.timeouts,
      errors: invalidSteps,
      scheduleErrors: this.invalidSchedules,
      rowsBuilt,
      rowBytes,
    };
  }

  resultPieces(): Generator<string> {
    return this.recorder.pieces(this.book);
  }

  /** Schedule, goals, actions. */
  private decide(): void {
    const { book, mover, goal, schedule, traffic, actions, budget } = this;
    const { clock } = this.options;
    schedule.set(book.assigned);
    this.assigner?.assign(
      {
        step: this.recorder.steps + 1,
        book,
        cell: mover.cell,
        heading: mover.heading,
        distance: (cell, heading, to) => traffic.distance(cell, heading, to, false),
        distanceIfKnown: (cell, heading, to) => traffic.distanceIfKnown(cell, heading, to, false),
        isHurried: budget.isHurried,
        outOfTime: () => clock.nowMs() >= budget.assignUntilMs,
      },
      schedule,
    );
    budget.assigned(clock.nowMs());
    for (let robot = 0; robot < goal.length; robot += 1) {
      const task = schedule[robot]!;
      goal[robot] = task < 0 ? -1 : book.nextCell(task);
    }
    const planned = traffic.plan({
      cell: mover.cell,
      heading: mover.heading,
      goal,
      laden: this.still,
      frozen: this.still,
      priority: this.priority,
    });
    for (let robot = 0; robot < actions.length; robot += 1) actions[robot] = leagueActionOf[planned[robot]!]!;
  }

  /** An invalid joint action has no effect: everyone waits, and the fault is recorded. */
  private refuseInvalid(): void {
    const { recorder, mover, actions } = this;
    const faults = mover.faults(actions);
    if (faults.length === 0) return;
    this.invalidSteps += 1;
    recorder.refuse(
      actions,
      faults.map(({ robot, other, kind }) => [robot, other, recorder.steps + 1, kind] as const),
    );
    actions.fill(LeagueAction.wait);
  }

  /** A schedule against the rules has no effect as a whole, and the fault is recorded. */
  private applySchedule(): void {
    const { book, schedule, recorder } = this;
    const faults = book.scheduleFaults(schedule);
    if (faults.length === 0) {
      book.applySchedule(schedule);
      return;
    }
    this.invalidSchedules += 1;
    const { robot, task, reason } = faults[0]!;
    recorder.scheduleError([task, robot, -1, recorder.steps + 1, reason]);
  }

  private countErrands(): void {
    const { recorder, book, mover } = this;
    book.advance(recorder.steps, mover.cell, (done) => recorder.errand(done));
  }
}
