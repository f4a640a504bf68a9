// The loop of one run: a world, its source of arrivals, a brain and a recorder, taking steps together.
import type { Controller, ControllerSnapshot } from "../controller/controller-port.ts";
import type { LpSolver } from "../controller/planning/lp/lp-port.ts";
import { SimulatedFleet } from "../devices/simulated/index.ts";
import { assert } from "../sim/kernel/index.ts";
import type { Fault, PlannedFault } from "../sim/model/index.ts";
import {
  createRecorder,
  type Recorder,
  type RecorderSnapshot,
  type WindowMark,
} from "../sim/record/index.ts";
import { World, type WorldSnapshot } from "../sim/world/index.ts";
import type { Site } from "./build/build-site.ts";
import type { Run, RunSnapshot } from "./run-port.ts";
import { type RunTimer, type RunTimings, timedSolver } from "./run-timer.ts";

export interface SimulatedRunParts {
  readonly site: Site;
  readonly controller: Controller;
  readonly solver: LpSolver;
  readonly warmupSteps: number;
  /** Faults of a record to repeat: `Run.injected` of the run before. */
  readonly injections?: readonly PlannedFault[];
  /** Times the run's parts; null or left out = `timings()` is null. */
  readonly timer?: RunTimer | null;
}

/** Puts a run together at step 0. The solver stays the caller's to close. */
export function assembleRun(parts: SimulatedRunParts): Run {
  return new SimulatedRun(parts);
}

class SimulatedRun implements Run {
  readonly setup;
  readonly floor;
  readonly horizonSteps;
  readonly brain;
  readonly observation;
  private readonly fleet: SimulatedFleet;
  private readonly controller: Controller;
  private readonly solver: LpSolver;
  private readonly recorder: Recorder;
  private readonly timer: RunTimer | null;
  private advancing = false;

  constructor({ site, controller, solver, warmupSteps, injections = [], timer = null }: SimulatedRunParts) {
    const { setup } = site;
    this.setup = setup;
    this.floor = setup.floor;
    this.horizonSteps = setup.horizonSteps;
    this.controller = controller;
    this.timer = timer;
    this.solver = timer === null ? solver : timedSolver(solver, timer);
    this.brain = controller.view;
    this.fleet = new SimulatedFleet(new World(setup, site.createDemand()));
    for (const fault of injections) this.fleet.inject(fault);
    this.observation = this.fleet.observe();
    this.recorder = createRecorder({
      stepSeconds: setup.stepSeconds,
      horizonSteps: setup.horizonSteps,
      warmupSteps,
      floor: setup.floor,
      robotCount: setup.robots.cell.length,
      podCount: setup.pods.cell.length,
      pickSecondsPerUnit: setup.stations.pickSecondsPerUnit,
    });
  }

  get step(): number {
    return this.observation.step;
  }

  async advance(untilStep: number, afterStep?: (run: Run) => boolean | undefined): Promise<void> {
    assert(!this.advancing, "a run is advanced by one caller at a time");
    this.advancing = true;
    try {
      const end = Math.min(untilStep, this.horizonSteps);
      while (this.step < end) {
        if (this.controller.planningDue(this.step)) {
          this.timer?.begin();
          await this.controller.plan(this.observation, this.solver);
          this.timer?.end("planning");
        }
        this.timer?.begin();
        const commands = this.controller.step(this.observation);
        this.timer?.end("traffic");
        this.fleet.apply(commands);
        this.timer?.end("world");
        this.recorder.afterStep(this.observation, this.brain.goal);
        this.timer?.end("recorder");
        if (afterStep?.(this) === true) return;
      }
    } finally {
      this.advancing = false;
    }
  }

  inject(fault: Fault): void {
    assert(!this.advancing, "a fault is injected between steps");
    this.fleet.inject({ ...fault, step: this.step + 1 });
  }
  get injected(): readonly PlannedFault[] {
    return this.fleet.injected;
  }

  frame() {
    return this.recorder.frame(this.observation, this.brain.goal);
  }
  kpis(since?: WindowMark) {
    return this.recorder.kpis(this.observation, since);
  }
  mark(): WindowMark {
    return this.recorder.mark(this.observation);
  }
  series() {
    return this.recorder.series();
  }
  waitSteps(): Int32Array {
    return this.recorder.waitSteps();
  }
  timings(): RunTimings | null {
    return this.timer?.timings() ?? null;
  }
  hash(): string {
    return this.recorder.hash(this.observation);
  }

  snapshot(): RunSnapshot {
    assert(!this.advancing, "a snapshot is taken between steps");
    const world = this.fleet.snapshot();
    return {
      version: 1,
      step: this.step,
      world,
      demand: world.demand,
      controller: this.controller.snapshot(),
      record: this.recorder.snapshot(),
    };
  }
  /** Goes to the state of a snapshot taken from a run of the same scenario, seed and strategy. */
  restore(snapshot: RunSnapshot): void {
    assert(snapshot.version === 1, "a run snapshot of version 1");
    assert(!this.advancing, "a snapshot is restored between steps");
    this.fleet.restore(snapshot.world as WorldSnapshot);
    this.controller.restore(snapshot.controller as ControllerSnapshot);
    this.recorder.restore(snapshot.record as RecorderSnapshot);
  }
}
