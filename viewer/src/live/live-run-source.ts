// A running fleet as a run of the page: every quarter of a second one frame of where all robots are. It cannot be told to run
// ahead, to go back or to branch; what has been is in the frames that the page keeps.
import { type Observable, Subject } from "rxjs";
import {
  chargeUnknown,
  type FrameLayout,
  type FrameShape,
  frameLayout,
  nowhere,
  poseUnitsPerCell,
  poseUnitsPerRadian,
} from "../protocol/frame-codec.ts";
import type { FromWorker, RobotWay, RunFacts } from "../protocol/messages.ts";
import { protocolVersion } from "../protocol/messages.ts";
import type { RunSource } from "../run/run-source.ts";
import { cellAt, columnOf, contains, type Framing, rowOf, withSeen } from "./framing.ts";
import type { LiveFeed, LiveRobot } from "./live-feed.ts";
import { plainFloor } from "./live-site.ts";
import type { ReasonTable } from "./reason-table.ts";
import { isBelieved, type SeenFloor } from "./seen-floor.ts";

export const liveStepMs = 250;
/** A run of the page that has no end. */
export const liveHorizonSteps = 0x7fff_ffff;
/** A floor that is drawn from where robots have been is drawn anew this often at most. */
const groundMs = 2000;
/** Room for robots that come later. */
const spareShare = 0.5;
const spareMin = 8;

export interface LiveRunOptions {
  readonly feed: LiveFeed;
  readonly framing: Framing;
  readonly seen: SeenFloor;
  /** Kept over framings, as frames are. */
  readonly reasons: ReasonTable;
  /** Wall clock of the page at step 0. */
  readonly startMs: number;
  readonly now: () => number;
  /** This framing does not hold any more: robots, floor or place have outgrown it. */
  readonly outgrown: () => void;
}

export class LiveRunSource implements RunSource {
  private readonly said = new Subject<FromWorker>();
  readonly messages$: Observable<FromWorker> = this.said;
  private readonly layout: FrameLayout;
  private readonly shape: FrameShape;
  private readonly names: string[] = [];
  private timer: ReturnType<typeof setInterval> | undefined;
  private lastStep = -1;
  /** Squares that the ground on the page has. */
  private groundCount: number;
  private ground: Uint8Array;
  private groundAtMs = 0;
  private isOutgrown = false;

  constructor(private readonly options: LiveRunOptions) {
    const { feed, framing } = options;
    const room = Math.max(spareMin, Math.ceil(feed.robots.length * (1 + spareShare)));
    const stations = framing.floor.stations.length;
    this.shape = { robots: room, pods: 0, stations, chutes: 0, poses: "free" };
    this.layout = frameLayout(this.shape);
    this.groundCount = options.seen.count;
    this.ground = framing.floor.kind;
  }

  start(): void {
    const { framing, startMs } = this.options;
    const { left, top, floorFrom, roads } = framing;
    this.nameRobots();
    const facts: RunFacts = {
      floor: framing.floor,
      shape: this.shape,
      stepSeconds: liveStepMs / 1000,
      startLocalSeconds: startMs / 1000 - new Date(startMs).getTimezoneOffset() * 60,
      horizonSteps: liveHorizonSteps,
      stationSlots: new Int32Array(this.shape.stations),
      reasons: this.options.reasons.forms,
      live: { floorFrom, robotNames: this.names, left, top, roads },
    };
    this.said.next({ kind: "ready", version: protocolVersion, facts });
    this.timer = setInterval(() => this.look(), liveStepMs);
  }
  close(): void {
    clearInterval(this.timer);
    this.said.complete();
  }

  /** One frame of how it is now. */
  look(): void {
    const { startMs, now } = this.options;
    const nowMs = now();
    const step = Math.floor((nowMs - startMs) / liveStepMs);
    if (step <= this.lastStep) return;
    this.lastStep = step;
    this.nameRobots();
    const words = new Int32Array(this.layout.words);
    words[0] = step;
    const ways: RobotWay[] = [];
    for (let robot = 0; robot < this.layout.robots; robot += 1) {
      const known = this.options.feed.robots[robot];
      if (known === undefined) this.hide(words, robot);
      else this.write(words, robot, known, nowMs, ways);
    }
    words.fill(1, this.layout.stationState, this.layout.chuteFill);
    this.said.next({ kind: "ways", ways });
    this.said.next({ kind: "frames", buffer: words.buffer as ArrayBuffer, count: 1, epoch: 0 });
    this.showGround(nowMs);
    this.judge();
  }

  private write(words: Int32Array, robot: number, known: LiveRobot, nowMs: number, ways: RobotWay[]): void {
    const { framing, seen } = this.options;
    const { layout } = this;
    const place = known.placeAt(nowMs);
    const isHere = framing.mapId === "" || known.mapId === framing.mapId;
    if (place === null || !isHere || !isBelieved(place.x, place.y)) this.hide(words, robot);
    else {
      if (framing.floorFrom === "seen") seen.add(place.x, place.y);
      const at = layout.robotPose + 3 * robot;
      words[at] = Math.round(columnOf(framing, place.x) * poseUnitsPerCell);
      words[at + 1] = Math.round(rowOf(framing, place.y) * poseUnitsPerCell);
      words[at + 2] = Math.round(-place.theta * poseUnitsPerRadian);
      words[layout.robotCell + robot] = cellAt(framing, place.x, place.y) ?? -1;
    }
    const charge = known.charge < 0 ? chargeUnknown : Math.min(100, known.charge);
    words[layout.robotState + robot] = (known.activity << 2) | (charge << 8);
    words[layout.robotPod + robot] = known.isCarrying ? 0 : -1;
    words[layout.robotReason + robot] = this.options.reasons.wordOf(known.standing);
    const { ahead, rest } = known;
    if (!isHere || (ahead.length === 0 && rest.length === 0)) return;
    const goal = (rest.length > 0 ? rest : ahead).slice(-2);
    words[layout.robotGoal + robot] = cellAt(framing, goal[0]!, goal[1]!) ?? -1;
    ways.push({ robot, ahead: inCells(framing, ahead), rest: inCells(framing, rest) });
  }
  private hide(words: Int32Array, robot: number): void {
    const { layout } = this;
    words[layout.robotPose + 3 * robot] = nowhere;
    words[layout.robotCell + robot] = words[layout.robotPod + robot] = words[layout.robotGoal + robot] = -1;
  }
  private nameRobots(): void {
    const { robots } = this.options.feed;
    for (let robot = this.names.length; robot < Math.min(robots.length, this.layout.robots); robot += 1) {
      this.names.push(robots[robot]!.name);
    }
  }
  private showGround(nowMs: number): void {
    const { framing, seen } = this.options;
    const isDue = framing.floorFrom === "seen" && seen.count > this.groundCount;
    if (!isDue || nowMs - this.groundAtMs < groundMs || this.isOutgrown) return;
    this.ground = withSeen(this.ground, seen, framing, this.groundCount);
    this.groundCount = seen.count;
    this.groundAtMs = nowMs;
    const { width, height, cellMetres } = framing.floor;
    this.said.next({ kind: "floor", floor: plainFloor(width, height, cellMetres, this.ground) });
  }
  private judge(): void {
    const { feed, framing, seen, outgrown } = this.options;
    const fits =
      feed.robots.length <= this.layout.robots &&
      (framing.floorFrom === "described" || seen.box === null || contains(framing, seen.box));
    if (fits || this.isOutgrown) return;
    this.isOutgrown = true;
    outgrown();
  }

  // What only simulations can do.
  askCatalog(): void {}
  runUntil(): void {}
  seek(): void {}
  askOutlook(): void {}
  inject(): void {}
  fork(): void {}
  replicate(): void {}
  record(): void {}
  stop(): void {}
  pair(): void {}
  check(): void {}
  askText(): void {}
  recycle(): void {}
}

function inCells(framing: Framing, metres: readonly number[]): number[] {
  return metres.map((value, index) => (index % 2 === 0 ? columnOf(framing, value) : rowOf(framing, value)));
}
