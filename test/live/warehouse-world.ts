// A whole live warehouse in virtual time: a scenario's site, virtual robots with true places and loads, bad lines between. The
// judge looks at the robots' own footprints and at where pods truly are, never at books or ledger.
import { gridSite, LiveFleet } from "../../devices/live/index.ts";
import {
  historyOf,
  podName,
  type WarehouseHistory,
  type WarehouseRecord,
  type WarehouseWork,
} from "../../devices/live/warehouse/index.ts";
import type { SiteOrder } from "../../devices/orders/index.ts";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { defaultProfile, vdaVersions } from "../../devices/vda5050/index.ts";
import { VirtualRobot } from "../../devices/vda5050/robot/index.ts";
import { createLiveWarehouse, formatProblem, type LiveWarehouseRequest } from "../../scenarios/index.ts";
import { openNodeLibrary } from "../../scenarios/node/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import type { Observation } from "../../sim/model/index.ts";
import type { LineTroubles } from "../vda5050/bad-line.ts";
import { touch } from "./footprints.ts";
import { RobotLines } from "./robot-lines.ts";

export const goodLine = { loss: 0, repeats: 0, delayMsMin: 10, delayMsMax: 50 };
export const badLine = { loss: 0.05, repeats: 0.05, delayMsMin: 10, delayMsMax: 300 };

export interface WarehouseWorldOptions {
  readonly seed: number;
  readonly robots: number;
  readonly strategy: string;
  readonly line?: LineTroubles;
  readonly demand?: "scenario" | "desk";
  readonly overrides?: readonly string[];
}

const stepMs = 100;
const body = {
  length: 0.7,
  width: 0.5,
  maximumSpeed: 1.5,
  acceleration: 1.5,
  deceleration: 1.5,
  turnSpeed: (2 * Math.PI) / 2.5,
};
/** Pods keep their orientation while they are carried. */
const podMetres = 0.9;
const actionMs = { pick: 3_000, drop: 3_000 };
export const carrier = {
  speedMetresPerSecond: body.maximumSpeed,
  accelerationMetresPerSecond2: body.acceleration,
  fullTurnSeconds: 2.5,
  liftSeconds: 3,
  setDownSeconds: 3,
};

const solver = createNodeLpSolver();
export const closeSolver = () => solver.close();

export function loadLive(
  { strategy, seed, robots, demand = "scenario", overrides = [] }: WarehouseWorldOptions,
  history: WarehouseHistory | null = null,
): LiveWarehouseRequest {
  const library = openNodeLibrary();
  if (!library.ok) throw new Error(library.problems.map(formatProblem).join("\n"));
  const loaded = library.value.load("smoke", { strategies: [strategy], overrides });
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join("\n"));
  const { scenario, inputs, strategies } = loaded.value;
  return {
    scenario,
    inputs,
    seed,
    strategy: strategies[0]!,
    solver,
    robotCount: robots,
    carrier,
    demand,
    history,
  };
}

export class WarehouseWorld {
  readonly robots: readonly VirtualRobot[];
  fleet!: LiveFleet;
  work!: WarehouseWork;
  readonly faults: string[] = [];
  now = Date.UTC(2026, 10, 11);
  readonly startMs = this.now;
  /** Everything that the journal would have. */
  readonly records: WarehouseRecord[] = [];
  /** Makes safe what the work has recorded, before robots are told. */
  keep = async (): Promise<void> => {
    this.records.push(...this.work.takeRecords());
    this.work.desk.say(this.work.desk.takeWords());
  };
  private readonly lines: RobotLines;
  /** Where each pod truly stands, null = on a robot; and which pod each robot truly has. */
  private readonly standing: ({ readonly x: number; readonly y: number } | null)[];
  private readonly onRobot: Int32Array;
  private runs = 0;
  private held = -1;

  constructor(readonly options: WarehouseWorldOptions) {
    const { seed, line = goodLine } = options;
    this.open(null);
    const { setup } = this.work.options;
    const cells = [...setup.robots.cell];
    const random = new Random(seed, "test/warehouse");
    this.robots = cells.map((cell, i) => {
      const { x, y } = this.fleet.map.centre(cell);
      const theta = (random.below(4) * Math.PI) / 2;
      return new VirtualRobot(
        {
          identity: identity(i),
          version: vdaVersions[i % 3]!,
          body,
          actionMs,
          start: { x, y, theta, mapId: "floor" },
        },
        this.now,
      );
    });
    this.standing = Array.from(setup.pods.cell, (cell) => this.fleet.map.centre(cell));
    this.onRobot = new Int32Array(cells.length).fill(-1);
    this.lines = new RobotLines(this.robots, seed, line, (i, { topic, payload }) =>
      this.fleet.receive(i, topic, new TextEncoder().encode(payload), this.now),
    );
    for (let i = 0; i < cells.length; i += 1) this.connect(i);
  }

  get see(): Observation {
    return this.work.books!.world.observation;
  }
  get seconds(): number {
    return (this.now - this.startMs) / 1000;
  }

  connect(i: number): void {
    this.lines.connect(i, this.now);
  }
  cut(i: number): void {
    this.lines.cut(i, this.now);
  }
  /** The fleet side dies and begins anew with what it has written; retained messages come again. */
  restartFleet(history: WarehouseHistory = this.history()): void {
    this.open(history);
    this.lines.tellRetained();
  }

  /** All that has been written, as a journal would give it back. */
  history(): WarehouseHistory {
    return historyOf(null, JSON.parse(JSON.stringify(this.records)) as WarehouseRecord[])!;
  }

  /** Pods that are not where the books have them. */
  misplacedPods(): readonly string[] {
    const { pods, robots } = this.see;
    return Array.from({ length: pods.count }, (_, pod) => pod).flatMap((pod) => {
      const at = this.standing[pod];
      const cell = pods.cell[pod]!;
      if (at === null || at === undefined)
        return this.onRobot[pods.robot[pod]!] === pod && robots.pod[pods.robot[pod]!] === pod
          ? []
          : [`${podName(pod)} is on a robot, in the books at ${cell} or on ${pods.robot[pod]}`];
      const near = cell >= 0 && this.fleet.map.distanceToCentre(cell, at.x, at.y) < 0.3;
      return near ? [] : [`${podName(pod)} stands at ${at.x}, ${at.y}, in the books at ${cell}`];
    });
  }

  isLaden(i: number): boolean {
    return this.onRobot[i]! >= 0;
  }
  /** Every robot takes releases again and nothing is odd with its load. */
  get areAllWell(): boolean {
    const { fleet, work } = this;
    return this.robots.every(
      (_, i) =>
        fleet.traffic?.isLost(i) === false &&
        !fleet.explain(i, "en", this.now).needsLook &&
        work.troubleOf(i) === undefined,
    );
  }
  /** A customer's order of one to three units, the same for the same id. */
  orderOf(id: string): SiteOrder {
    const random = new Random(this.options.seed, `test/order ${id}`);
    const { skus } = this.work.options.setup;
    const lines = Array.from({ length: 1 + random.below(2) }, () => ({
      sku: skus.names[random.below(skus.count)]!,
      quantity: 1 + random.below(2),
    }));
    return { kind: "warehouse", id, priority: 0, lines };
  }
  /** Somebody carries the robot, its pod on it, to a place without pod and robot. */
  carryAway(i: number): void {
    const { floor } = this.work.options.setup;
    const { map } = this.fleet;
    const taken = [...this.standing, ...this.robots.map(({ pose }) => pose)].flatMap((at) =>
      at === null ? [] : [map.placeAt(at.x, at.y)],
    );
    const place = floor.podPlaces.find(
      (cell) =>
        !taken.includes(cell) &&
        !this.robots.some((_, k) => this.fleet.traffic!.heldPlaces(k).includes(cell)),
    )!;
    const { x, y } = map.centre(place);
    this.robots[i]!.moveByHand(x, y, this.robots[i]!.pose.theta);
  }
  /** Somebody takes the pod off the robot and keeps it, and puts it back. */
  takePod(i: number): void {
    this.robots[i]!.condition.loads = [];
    this.held = this.onRobot[i]!;
    this.onRobot[i] = -1;
  }
  giveBackPod(i: number): void {
    this.robots[i]!.condition.loads = [{ loadId: podName(this.held), loadPosition: "deck" }];
    this.onRobot[i] = this.held;
  }

  async run(seconds: number, until: () => boolean = () => false): Promise<void> {
    const end = this.now + seconds * 1000;
    while (this.now < end && this.faults.length === 0 && !until()) await this.step();
  }
  async step(): Promise<void> {
    this.now += stepMs;
    this.lines.fromRobots(this.now);
    this.fleet.advance(this.now);
    await this.work.settle();
    await this.keep();
    for (let i = 0; i < this.robots.length; i += 1)
      this.lines.toRobots(i, this.fleet.takeOutbox(i), this.now);
    this.judge();
  }

  /** What each robot is doing, for those who read a failure. */
  tale(): string {
    const lines = this.robots.map((robot, i) => {
      const { x, y } = robot.pose;
      const at = this.fleet.map.placeAt(x, y);
      const { reason, detail } = this.fleet.status(i, this.now);
      const why = JSON.stringify(this.work.brain?.view.explain(i));
      const trouble = JSON.stringify(this.work.troubleOf(i) ?? "");
      return `${i}: cell ${at} goal ${this.work.goalOf(i)} pod ${this.onRobot[i]} ${reason} ${detail} ${why} ${trouble} lost ${this.fleet.traffic?.isLost(i)}`;
    });
    return [`seed ${this.options.seed}`, ...lines, JSON.stringify(this.fleet.lacks)].join("\n");
  }

  private open(history: WarehouseHistory | null): void {
    const { seed } = this.options;
    this.runs += 1;
    const made = createLiveWarehouse(loadLive(this.options, history));
    if (!made.ok) throw new Error(JSON.stringify(made.misfits));
    this.work = made.value.work;
    this.fleet = new LiveFleet(
      {
        site: gridSite({ floor: made.value.floor, mapId: "floor", seed, forwardMs: 700, turnMs: 700 }),
        robots: Array.from({ length: this.options.robots }, (_, i) => ({
          identity: identity(i),
          profile: defaultProfile(vdaVersions[i % 3]!),
        })),
        work: this.work,
        idPrefix: `s${seed}-${this.runs}-`,
        settings: { staleMs: 10_000, afterIntervention: "ask" },
      },
      this.now,
    );
  }

  private judge(): void {
    this.followPods();
    const { robots } = this;
    for (let i = 0; i < robots.length; i += 1) {
      const a = robots[i]!.pose;
      for (let k = 0; k < i; k += 1) {
        const b = robots[k]!.pose;
        if (Math.hypot(a.x - b.x, a.y - b.y) > 2) continue;
        if (touch({ ...body, x: a.x, y: a.y, theta: a.theta }, { ...body, x: b.x, y: b.y, theta: b.theta }))
          this.blame(`robots ${k} and ${i} touch`, a);
        if (this.onRobot[i]! >= 0 && this.onRobot[k]! >= 0 && podsTouch(a, b))
          this.blame(`the pods of robots ${k} and ${i} touch`, a);
      }
      if (this.onRobot[i]! < 0) continue;
      for (const [pod, at] of this.standing.entries())
        if (at !== null && podsTouch(a, at)) this.blame(`robot ${i} drives its pod into ${podName(pod)}`, a);
    }
  }
  private followPods(): void {
    for (const [i, robot] of this.robots.entries()) {
      const { loads } = robot.condition;
      const had = this.onRobot[i]!;
      const name = loads[0]?.loadId;
      const has = name === undefined ? -1 : Number(name.slice("pod-".length));
      if (had === has) continue;
      const { x, y } = robot.pose;
      if (had >= 0) this.standing[had] = { x, y };
      this.onRobot[i] = has;
      if (has < 0) continue;
      const at = this.standing[has];
      if (at === null || at === undefined || Math.hypot(at.x - x, at.y - y) > 0.3)
        this.blame(`robot ${i} lifts ${name}, which is not there`, { x, y });
      this.standing[has] = null;
    }
  }
  private blame(what: string, { x, y }: { readonly x: number; readonly y: number }): void {
    this.faults.push(`${what} at ${x.toFixed(2)}, ${y.toFixed(2)} after ${this.seconds.toFixed(1)} s`);
  }
}

function podsTouch(
  a: { readonly x: number; readonly y: number },
  b: { readonly x: number; readonly y: number },
) {
  return Math.abs(a.x - b.x) < podMetres && Math.abs(a.y - b.y) < podMetres;
}
function identity(i: number) {
  return { manufacturer: "peakfleet", serialNumber: `r${i}` };
}
