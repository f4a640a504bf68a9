// A warehouse as work of a live fleet: the controller of simulated runs decides, robots behind their links carry pods to
// stations and back. Every step of the books takes in what robots have reported; between two steps robots go on by themselves.
import type { Controller } from "../../../controller/index.ts";
import type { LpSolver } from "../../../controller/planning/lp/index.ts";
import type { Traffic } from "../../../controller/traffic/index.ts";
import {
  Activity,
  CellKind,
  type DemandSource,
  RobotAction,
  type RobotReport,
  type WorldSetup,
} from "../../../sim/model/index.ts";
import type {
  FleetRobots,
  FleetWork,
  WorkAction,
  WorkActionResult,
  WorkTrouble,
} from "../fleet-work-port.ts";
import { Carrier, type HandlingKind } from "./carrier.ts";
import { GoalTraffic } from "./goal-traffic.ts";
import { loadWord, podName } from "./pod-names.ts";
import { type BookProgress, SiteBooks } from "./site-books.ts";
import { WarehouseDesk } from "./warehouse-desk.ts";
import {
  type HandlingBegun,
  openedWith,
  type WarehouseHistory,
  type WarehouseOpened,
  type WarehouseRecord,
} from "./warehouse-history.ts";

export interface WarehouseWorkOptions {
  /** The site before its first step; where robots stand at the start is taken from the robots. */
  readonly setup: WorldSetup;
  /** Orders that come by themselves; null: only those of the desk. */
  readonly createDemand: () => DemandSource | null;
  /** A brain that has seen nothing yet; it takes over whatever it finds. */
  readonly createBrain: (traffic: Traffic) => Controller;
  /** Answers what dispatch asks about ways. */
  readonly distances: Traffic;
  readonly solver: LpSolver;
  /** What an earlier run has written; null: a new warehouse. */
  readonly history: WarehouseHistory | null;
  /** Records that may wait to be written; while there are more, the books take no step. */
  readonly recordsMax?: number;
}

/** A robot that is out for so long has failed: another does what it has not loaded. */
const outMs = 10_000;
/** Steps made up for at once after a pause; beyond them the books' clock stands still. */
const stepsAtOnceMax = 10;
const recordsMaxDefault = 10_000;
/** Charging that a robot has refused is asked for again after this. */
const chargeAgainMs = 30_000;
/** Of a robot that does not say how it is charged. */
const chargeUnknown = 0.5;

export class WarehouseWork implements FleetWork {
  readonly desk: WarehouseDesk;
  /** Null until robots have begun. */
  books: SiteBooks | null = null;
  brain: Controller | null = null;
  private readonly goals: GoalTraffic;
  private readonly carriers: readonly Carrier[];
  private readonly stepMs: number;
  /** As robots and their actions have told, which the books take over in their next step. */
  private readonly pod: Int32Array;
  private readonly place: Int32Array;
  private readonly outSinceMs: Float64Array;
  private readonly chargeAfterMs: Float64Array;
  private records: WarehouseRecord[] = [];
  private opened: WarehouseOpened | null = null;
  /** The last of each robot. */
  private readonly handlings: (HandlingBegun | undefined)[] = [];
  private nextStepMs = 0;
  private nowMs = 0;
  private planning: Promise<void> | null = null;
  /** The brain is new. */
  private planNow = true;
  private actions = 0;

  constructor(
    readonly options: WarehouseWorkOptions,
    robotCount: number,
  ) {
    const { setup, distances } = options;
    this.goals = new GoalTraffic(robotCount, distances);
    this.carriers = Array.from({ length: robotCount }, () => new Carrier());
    this.stepMs = setup.stepSeconds * 1000;
    this.desk = new WarehouseDesk(setup.skus, this.stepMs);
    this.pod = new Int32Array(robotCount).fill(-1);
    this.place = new Int32Array(robotCount).fill(-1);
    this.outSinceMs = new Float64Array(robotCount).fill(Infinity);
    this.chargeAfterMs = new Float64Array(robotCount);
  }

  beat(robots: FleetRobots, nowMs: number): void {
    this.nowMs = nowMs;
    const books = this.books ?? this.begin(robots, nowMs);
    for (let robot = 0; robot < robots.count; robot += 1) this.look(robots, robot, nowMs);
    this.nextStepMs = Math.max(this.nextStepMs, nowMs - stepsAtOnceMax * this.stepMs);
    const { recordsMax = recordsMaxDefault } = this.options;
    while (this.planning === null && this.nextStepMs <= nowMs && this.records.length < recordsMax) {
      this.nextStepMs += this.stepMs;
      this.step(books, robots, nowMs);
    }
  }
  /** Resolves when no plan is being made. */
  async settle(): Promise<void> {
    while (this.planning !== null) await this.planning;
  }
  /** What has to be in the journal before robots are told what follows from it. */
  takeRecords(): readonly WarehouseRecord[] {
    const taken = this.records;
    this.records = [];
    return taken;
  }
  /** They could not be written; taken again before what has come up since. */
  putBack(records: readonly WarehouseRecord[]): void {
    this.records = [...records, ...this.records];
  }
  get hasRecords(): boolean {
    return this.records.length > 0;
  }
  /** All that the records so far lead to; null before robots have begun. */
  copy(): Omit<WarehouseHistory, "steps"> | null {
    if (this.books === null || this.opened === null) return null;
    const handlings = this.handlings.filter((begun) => begun !== undefined);
    return { opened: this.opened, saved: this.books.save(), handlings };
  }

  /** How it goes; all zero before robots have begun. */
  get progress(): BookProgress {
    return this.books?.progress() ?? { done: 0, open: 0, units: 0 };
  }

  // What the live loop asks.

  /** The brain gives work by its own beat. */
  assign(): void {}
  hasWork(robot: number): boolean {
    return this.goalOf(robot) >= 0 || this.carriers[robot]!.handling !== null;
  }
  goalOf(robot: number): number {
    if (this.books === null) return -1;
    return this.leavesCharger(robot) ? this.place[robot]! : this.goals.goal[robot]!;
  }
  priorityOf(robot: number): number {
    return this.goals.priority[robot]!;
  }
  isWorking(robot: number): boolean {
    const { handling, trouble } = this.carriers[robot]!;
    if (handling !== null || trouble !== null) return true;
    return this.goals.frozen[robot] === 1 && this.wantedOf(robot) === RobotAction.wait;
  }
  isLaden(robot: number): boolean {
    const { handling, trouble } = this.carriers[robot]!;
    return this.pod[robot]! >= 0 || handling?.kind === "lift" || trouble !== null;
  }
  troubleOf(robot: number): WorkTrouble | undefined {
    return this.carriers[robot]!.trouble ?? undefined;
  }
  /** The brain itself takes work from robots that have failed. */
  unassign(): boolean {
    return false;
  }
  orderOf(): undefined {
    return undefined;
  }

  arrive(robot: number, nowMs: number): WorkAction | null {
    const carrier = this.carriers[robot]!;
    if (carrier.handling !== null || carrier.trouble !== null || this.books === null) return null;
    if (this.leavesCharger(robot)) return this.handle(robot, "stop-charging", -1);
    const pod = this.pod[robot]!;
    switch (this.wantedOf(robot)) {
      case RobotAction.lift: {
        const stored = this.podAt(this.place[robot]!);
        return pod < 0 && stored >= 0 ? this.handle(robot, "lift", stored) : null;
      }
      case RobotAction.setDown:
        return pod >= 0 && this.isFreePlace(this.place[robot]!) ? this.handle(robot, "set-down", pod) : null;
      case RobotAction.charge:
        if (carrier.charging || nowMs < this.chargeAfterMs[robot]!) return null;
        this.chargeAfterMs[robot] = nowMs + chargeAgainMs;
        return this.handle(robot, "start-charging", -1);
      default:
        return null;
    }
  }
  finish(robot: number, actionId: string, result: WorkActionResult): void {
    this.carriers[robot]!.end(actionId, result, this.nowMs);
  }

  /**
   * A person has looked: the robot has what it says it has. A pod that it lacks stands where the robot stands, if that is a free
   * place; otherwise the trouble stays. The brain takes over anew, since pods are where it did not bring them.
   */
  confirm(robot: number, robots: FleetRobots): void {
    const carrier = this.carriers[robot]!;
    if (carrier.trouble === null || this.books === null) return;
    const word = loadWord(robots.state(robot), this.books.world.observation.pods.count);
    if (word.kind === "other") return;
    if (word.kind === "pod") {
      if (this.isElsewhere(word.pod, robot)) return;
      this.pod[robot] = word.pod;
    } else if (word.kind === "none" && this.pod[robot]! >= 0) {
      if (robots.placeOf(robot) < 0 || !this.isFreePlace(robots.placeOf(robot))) return;
      this.pod[robot] = -1;
    }
    carrier.confirm();
    this.brain = null;
    this.planNow = true;
  }

  // Beginning, and beginning again.

  private begin(robots: FleetRobots, nowMs: number): SiteBooks {
    const { setup, createDemand, history } = this.options;
    const opened = history?.opened ?? openedWith(robots, setup.floor);
    const start = {
      type: setup.robots.type,
      cell: Int32Array.from(opened.cell),
      heading: Uint8Array.from(opened.heading),
      charge: new Float64Array(robots.count).fill(1),
    };
    const books = new SiteBooks({ ...setup, robots: start }, createDemand());
    this.opened = opened;
    if (history === null) this.records.push(opened);
    else {
      if (history.saved !== null) books.restore(history.saved);
      for (const step of history.steps) books.take(step);
    }
    this.books = books;
    this.takeOver(books, robots, nowMs);
    this.nextStepMs = nowMs;
    return books;
  }
  /** Pods are on robots that say so; of what robots had begun before a restart, their loads tell what came of it. */
  private takeOver({ world }: SiteBooks, robots: FleetRobots, nowMs: number): void {
    const { observation } = world;
    for (let robot = 0; robot < robots.count; robot += 1) {
      this.place[robot] = observation.robots.cell[robot]!;
      const place = robots.placeOf(robot);
      if (place >= 0) this.place[robot] = place;
      this.pod[robot] = observation.robots.pod[robot]!;
    }
    for (const begun of this.options.history?.handlings ?? []) {
      const { robot, handling, actionId, pod, place } = begun;
      this.handlings[robot] = begun;
      const carrier = this.carriers[robot]!;
      const isOpen = handling === "lift" ? this.pod[robot]! < 0 : this.pod[robot] === pod;
      if (handling === "start-charging") carrier.charging = true;
      else if (isOpen && pod >= 0 && place === this.place[robot]) {
        carrier.begin(handling, actionId, pod);
        carrier.end(actionId, "LOST", nowMs);
      }
    }
    for (let robot = 0; robot < robots.count; robot += 1) {
      const word = loadWord(robots.state(robot), observation.pods.count);
      const isNew = word.kind === "pod" && this.carriers[robot]!.handling === null && this.pod[robot]! < 0;
      if (isNew && !this.isElsewhere(word.pod, robot)) this.pod[robot] = word.pod;
    }
  }

  // One robot.

  private look(robots: FleetRobots, robot: number, nowMs: number): void {
    const carrier = this.carriers[robot]!;
    const word = loadWord(robots.state(robot), this.books!.world.observation.pods.count);
    const place = robots.placeOf(robot);
    if (place >= 0) this.place[robot] = place;
    const news = place < 0 ? null : carrier.settle(word, this.pod[robot]!, nowMs);
    if (news?.kind === "lifted") this.pod[robot] = news.pod;
    // Somebody has moved it since: who knows where it left the pod.
    else if (news !== null && this.handlings[robot]?.place !== place)
      carrier.trouble = { kind: "load-lost", load: podName(news.pod) };
    else if (news !== null) this.pod[robot] = -1;
    const isOut = !robots.isFree(robot);
    if (!isOut) this.outSinceMs[robot] = Infinity;
    else if (this.outSinceMs[robot] === Infinity) this.outSinceMs[robot] = nowMs;
  }
  private reportOf(robots: FleetRobots, robot: number, nowMs: number): RobotReport {
    const carrier = this.carriers[robot]!;
    const { handling } = carrier;
    const cell = this.place[robot]!;
    const isAbsent = robots.placeOf(robot) < 0;
    const entering = robots.nextPlaceOf(robot);
    const power = robots.state(robot)?.powerSupply;
    const charging = power?.charging === true;
    this.checkPod(robot, cell);
    return {
      cell,
      heading: robots.headingOf(robot),
      entering,
      pod: this.pod[robot]!,
      activity: activityOf(handling?.kind, charging),
      // On its way through the cell where it is to stand: it has to come to rest first.
      busy: handling !== null || (entering >= 0 && cell === this.goals.goal[robot]),
      out: isAbsent || carrier.trouble !== null || nowMs - this.outSinceMs[robot]! > outMs,
      absent: isAbsent,
      charge: (power?.stateOfCharge ?? chargeUnknown * 100) / 100,
    };
  }
  /** What the books would not take is a matter for people. */
  private checkPod(robot: number, cell: number): void {
    const { observation } = this.books!.world;
    const booked = observation.robots.pod[robot]!;
    const said = this.pod[robot]!;
    if (booked === said) return;
    const isLeft = booked < 0 || this.isFreePlace(cell);
    const isTaken = said < 0 || !this.isElsewhere(said, robot);
    if (isLeft && isTaken) return;
    this.carriers[robot]!.trouble = isLeft
      ? { kind: "load-elsewhere", load: podName(said) }
      : { kind: "load-lost", load: podName(booked) };
    this.pod[robot] = booked;
  }
  private handle(robot: number, kind: HandlingKind, pod: number): WorkAction {
    this.actions += 1;
    const actionId = `${kind}-${robot}-${this.nowMs.toString(36)}-${this.actions}`;
    this.carriers[robot]!.begin(kind, actionId, pod);
    const begun: HandlingBegun = {
      kind: "warehouse-handling",
      robot,
      handling: kind,
      actionId,
      pod,
      place: this.place[robot]!,
    };
    this.handlings[robot] = begun;
    this.records.push(begun);
    const parameters = pod < 0 ? [] : [{ key: "loadId", value: podName(pod) }];
    return { actionType: actionTypes[kind], actionId, parameters };
  }

  // One step.

  private step(books: SiteBooks, robots: FleetRobots, nowMs: number): void {
    for (let robot = 0; robot < robots.count; robot += 1)
      books.report(robot, this.reportOf(robots, robot, nowMs));
    this.desk.enter(books, nowMs);
    this.records.push(books.step());
    this.desk.hear(books);
    const { observation } = books.world;
    const brain = this.brain ?? this.options.createBrain(this.goals);
    this.brain = brain;
    // A brain that has seen nothing plans at once, if it plans at all.
    if (!brain.planningDue(this.planNow ? 0 : observation.step)) this.decide(books, brain);
    else
      this.planning = brain.plan(observation, this.options.solver).finally(() => {
        this.planning = null;
        // Somebody may have corrected the books meanwhile.
        if (this.brain === brain) this.decide(books, brain);
      });
    this.planNow = false;
  }
  private decide(books: SiteBooks, brain: Controller): void {
    books.apply(brain.step(books.observe()));
  }

  private wantedOf(robot: number): number {
    return this.books?.wanted[robot] ?? RobotAction.wait;
  }
  private leavesCharger(robot: number): boolean {
    return this.carriers[robot]!.charging && this.wantedOf(robot) !== RobotAction.charge;
  }
  private podAt(cell: number): number {
    return this.books!.world.observation.pods.cell.indexOf(cell);
  }
  private isFreePlace(cell: number): boolean {
    return this.options.setup.floor.kind[cell] === CellKind.podPlace && this.podAt(cell) < 0;
  }
  private isElsewhere(pod: number, robot: number): boolean {
    const on = this.books!.world.observation.pods.robot[pod]!;
    return (on >= 0 && on !== robot) || this.pod.some((other, i) => i !== robot && other === pod);
  }
}

const actionTypes: Readonly<Record<HandlingKind, string>> = {
  lift: "pick",
  "set-down": "drop",
  "start-charging": "startCharging",
  "stop-charging": "stopCharging",
};

function activityOf(kind: HandlingKind | undefined, charging: boolean): Activity {
  if (kind === "lift") return Activity.lifting;
  if (kind === "set-down") return Activity.settingDown;
  return charging ? Activity.charging : Activity.waiting;
}
