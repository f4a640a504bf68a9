// The live fleet behind the API's port: robots, alarms, operations, and the picture. Looks at the fleet a few times a second and
// tells what has changed.
import type { Doubt, FleetHost } from "../../devices/live/edge/index.ts";
import type {
  OperationAnswer as LiveAnswer,
  LiveFleet,
  LiveSite,
  LoadWord,
} from "../../devices/live/index.ts";
import type { NewOrder, OrderDesk } from "../../devices/orders/index.ts";
import { PictureBoard, type SitePicture } from "../../devices/picture/index.ts";
import type { ReasonLanguage } from "../../devices/vda5050/index.ts";
import type { FleetFile } from "../../scenarios/node/index.ts";
import type {
  AlarmView,
  Fault,
  FleetChange,
  FleetView,
  OperationAnswer,
  RobotOperation,
  RobotView,
  StationView,
} from "../api/index.ts";
import { AlarmBoard } from "./alarm-board.ts";
import { fleetAlarms } from "./fleet-alarms.ts";
import type { FleetTask } from "./fleet-task.ts";
import type { HeldFence, HoldMemory } from "./hold-memory.ts";
import { placeMarks, placeNames, sitePictureOf } from "./live-site.ts";
import { refusalTexts } from "./live-texts.ts";
import { RateMeter } from "./rate-meter.ts";
import { RobotLooks } from "./robot-looks.ts";

export interface LiveViewOptions {
  readonly file: FleetFile;
  readonly site: LiveSite;
  /** Places by all their names. */
  readonly places: ReadonlyMap<string, number>;
  readonly host: Pick<FleetHost, "fleet" | "counts" | "strangers" | "isConnected" | "doubt" | "forgetRival">;
  readonly task: FleetTask;
  readonly holds: HoldMemory;
  /** Unique among runs. */
  readonly session: string;
  /** Wall clock, ms, for people. */
  readonly nowMs: () => number;
  /** Clock of the fleet, ms; does not jump. */
  readonly fleetMs: () => number;
}

/** Robots named in one word of what is missing. */
const lacksToldMax = 20;
const pictureAgeMsMax = 100;

export class LiveView implements FleetView {
  private readonly board: PictureBoard;
  private readonly alarmBoard = new AlarmBoard();
  private readonly looks: RobotLooks;
  private readonly fleet: LiveFleet;
  private readonly unconfirmed = new Set<number>();
  private readonly listeners = new Set<(change: FleetChange) => void>();
  private readonly lookOf: string[] = [];
  private readonly received = new RateMeter();
  private readonly sent = new RateMeter();
  private readonly startMs: number;
  private desk: OrderDesk | null = null;
  private drawnMs = Number.NEGATIVE_INFINITY;
  private held: { all: boolean; readonly robots: Set<number> } = { all: false, robots: new Set() };

  constructor(private readonly options: LiveViewOptions) {
    const { host, session, holds, fleetMs } = options;
    this.fleet = host.fleet;
    this.looks = new RobotLooks(host.fleet, this.unconfirmed);
    this.board = new PictureBoard(session, host.fleet.links.length);
    this.startMs = fleetMs();
    this.holdAgain(holds);
  }

  /** The desk is opened when the fleet is there, so it comes later. */
  attach(desk: OrderDesk): void {
    this.desk = desk;
  }
  get openOrders(): number {
    return this.desk?.book.openCount ?? 0;
  }

  robots(language: ReasonLanguage): readonly RobotView[] {
    const nowMs = this.options.fleetMs();
    return this.fleet.links.map((_, robot) => this.looks.view(robot, language, nowMs));
  }
  robot(name: string, language: ReasonLanguage): RobotView | undefined {
    const robot = this.looks.indexOf(name);
    return robot < 0 ? undefined : this.looks.view(robot, language, this.options.fleetMs());
  }
  stations(): readonly StationView[] {
    const { file, site } = this.options;
    return placeMarks([...file.stations, ...file.chargers], site);
  }
  alarms(language: ReasonLanguage): readonly AlarmView[] {
    return this.alarmBoard.all(language);
  }
  alarm(id: string, language: ReasonLanguage): AlarmView | undefined {
    return this.alarmBoard.one(id, language);
  }
  site(language: ReasonLanguage): SitePicture {
    const { file, site, session } = this.options;
    return sitePictureOf(file, site, session, language);
  }
  sessionMs(): number {
    return this.options.fleetMs() - this.startMs;
  }
  /** Drawn anew when somebody looks. */
  get picture(): PictureBoard {
    const nowMs = this.options.fleetMs();
    if (nowMs - this.drawnMs >= pictureAgeMsMax) this.draw(nowMs);
    return this.board;
  }
  checkOrder(order: NewOrder): readonly Fault[] {
    return this.options.task.checkOrder(order);
  }
  decideLoad(id: string, word: LoadWord): boolean {
    return this.options.task.decideLoad?.(id, word) ?? false;
  }
  lacks(): readonly string[] {
    const { host } = this.options;
    const doubt = host.doubt();
    const { fleet } = this;
    const missing =
      fleet.traffic === null
        ? fleet.lacks.flatMap((lack, robot) =>
            lack === null ? [] : [`${fleet.nameOf(robot)}: ${lack.kind}`],
          )
        : [];
    const more = missing.length - lacksToldMax;
    return [
      ...(host.isConnected ? [] : ["no connection to the broker"]),
      ...(doubt === null ? [] : [doubtWord(doubt)]),
      ...missing.slice(0, lacksToldMax),
      ...(more > 0 ? [`${more} more robots`] : []),
    ];
  }
  subscribe(listener: (change: FleetChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async operate(
    name: string,
    operation: RobotOperation,
    language: ReasonLanguage,
    placeNames?: readonly string[],
  ): Promise<OperationAnswer> {
    const robot = this.looks.indexOf(name);
    if (robot < 0) return { kind: "unknown-robot" };
    const { places } = this.options;
    const unknown = placeNames?.find((each) => !places.has(each));
    if (unknown !== undefined) return { kind: "unknown-place", name: unknown };
    const answer = this.carryOut(
      robot,
      operation,
      placeNames?.map((each) => places.get(each)!),
    );
    if (answer.kind === "refused") {
      const { message, advice } = refusalTexts[answer.why][language];
      return { kind: "refused", reason: message, advice };
    }
    return this.done();
  }
  async operateAll(operation: "hold" | "resume"): Promise<OperationAnswer> {
    const { fleet } = this;
    if (operation === "hold") fleet.holdAll();
    else {
      fleet.resumeAll();
      // Who lets the fleet go on has seen to it that nobody else commands it.
      this.options.host.forgetRival();
    }
    this.held.all = operation === "hold";
    return this.done();
  }

  /** To be called about twice a second: tells listeners what is otherwise than at the last look. */
  look(): void {
    const nowMs = this.options.fleetMs();
    for (const [robot] of this.fleet.links.entries()) {
      const {
        stateAgeMs: _,
        statesTaken: __,
        x: ___,
        y: ____,
        theta: _____,
        ...look
      } = this.looks.view(robot, "en", nowMs);
      const text = JSON.stringify({ ...look, charge: look.charge?.toFixed(2) });
      if (this.lookOf[robot] === text) continue;
      this.lookOf[robot] = text;
      this.tell({ kind: "robot", name: look.name });
    }
    const { host, task } = this.options;
    const seen = fleetAlarms({
      host,
      looks: this.looks,
      nowMs,
      journalFailed: this.desk?.hasFailed ?? false,
      loadsUnknown: task.loadsUnknown?.() ?? [],
      chargersFailed: task.chargersFailed?.() ?? [],
      isStray: (robot) => task.isStray?.(robot) ?? false,
      cannotCharge: (robot) => task.cannotCharge?.(robot) ?? false,
    });
    for (const id of this.alarmBoard.update(seen, this.options.nowMs())) this.tell({ kind: "alarm", id });
    // A disk that takes nothing is told by the journal's own alarm.
    this.remember().catch(() => {});
  }

  /** What is done holds now; it is answered as done when a restart will know of it too. */
  private async done(): Promise<OperationAnswer> {
    const isSafe = await this.remember().then(
      () => true,
      () => false,
    );
    this.look();
    return { kind: isSafe ? "done" : "unsafe" };
  }

  private carryOut(robot: number, operation: RobotOperation, places?: readonly number[]): LiveAnswer {
    const { fleet } = this;
    switch (operation) {
      case "hold":
        this.held.robots.add(robot);
        return fleet.holdRobot(robot);
      case "resume":
        this.held.robots.delete(robot);
        return this.unconfirmed.has(robot) ? { kind: "done" } : fleet.resumeRobot(robot);
      case "charge":
        return fleet.chargeRobot(robot);
      case "cancel":
        return fleet.cancelWork(robot);
      case "fence":
        return fleet.fenceRobot(robot, "by an operator", this.options.fleetMs(), places);
      case "unfence":
        return fleet.unfenceRobot(robot);
      case "confirm":
        if (this.unconfirmed.delete(robot) && !this.held.robots.has(robot)) fleet.resumeRobot(robot);
        fleet.confirm(robot, this.options.fleetMs());
        return { kind: "done" };
      default:
        return operation satisfies never;
    }
  }
  private holdAgain({ held: { all, robots, unconfirmed, fenced } }: HoldMemory): void {
    const indexes = (names: readonly string[]) =>
      names.map((name) => this.looks.indexOf(name)).filter((robot) => robot >= 0);
    this.held = { all, robots: new Set(indexes(robots)) };
    for (const robot of indexes(unconfirmed)) this.unconfirmed.add(robot);
    for (const robot of [...this.held.robots, ...this.unconfirmed]) this.fleet.holdRobot(robot);
    if (all) this.fleet.holdAll();
    const { file, site, fleetMs } = this.options;
    const numbers = placeNames(file, site);
    for (const { robot: name, reason, untilHeard, places } of fenced) {
      const robot = this.looks.indexOf(name);
      if (robot < 0) continue;
      const kept = places.flatMap((place) => numbers.get(place) ?? []);
      this.fleet.fenceRobot(robot, reason, fleetMs(), kept);
      if (!untilHeard) this.fleet.keepFenced(robot);
    }
  }
  private async remember(): Promise<void> {
    const nowMs = this.options.fleetMs();
    const names = (robots: Iterable<number>) => [...robots].map((robot) => this.fleet.nameOf(robot)).sort();
    const waiting = this.fleet.links.flatMap((_, robot) => (this.waitsForWord(robot, nowMs) ? [robot] : []));
    const { all, robots } = this.held;
    await this.options.holds.write({
      all,
      robots: names(robots),
      unconfirmed: names(waiting),
      fenced: this.fleet.links.flatMap((_, robot) => this.fenceToKeep(robot)),
    });
  }
  private fenceToKeep(robot: number): readonly HeldFence[] {
    const { fleet } = this;
    const fence = fleet.fenceOf(robot);
    if (fence === null) return [];
    const { reason, untilHeard } = fence;
    const places = fleet.fencedPlaces(robot).map((place) => fleet.map.node(place).nodeId);
    return [{ robot: fleet.nameOf(robot), reason, untilHeard, places: places.sort() }];
  }
  /** What a restarted process could not know from the robot's state. */
  private waitsForWord(robot: number, nowMs: number): boolean {
    if (this.unconfirmed.has(robot)) return true;
    const { reason } = this.fleet.status(robot, nowMs);
    return ["mode", "intervened", "fatal", "needs-confirmation", "distrusted"].includes(reason);
  }

  private draw(nowMs: number): void {
    const { host } = this.options;
    const { fleet, board, desk } = this;
    this.drawnMs = nowMs;
    for (const [robot, link] of fleet.links.entries()) {
      board.setRobot(robot, this.looks.row(robot, nowMs, this.startMs));
      const points = link.released
        .filter(({ x, y }, i, all) => i === 0 || x !== all[i - 1]!.x || y !== all[i - 1]!.y)
        .flatMap(({ x, y }) => [Math.round(x * 1_000), Math.round(y * 1_000)]);
      const goal = fleet.work.goalOf(robot);
      const at = goal < 0 ? null : fleet.map.centre(goal);
      board.setRoute(
        robot,
        points,
        at === null ? null : [Math.round(at.x * 1_000), Math.round(at.y * 1_000)],
      );
    }
    const { openCount = 0, startedCount = 0, totals } = desk?.book ?? {};
    board.setTotals(
      {
        waiting: openCount - startedCount,
        started: startedCount,
        done: 0,
        failed: 0,
        cancelled: 0,
        ...totals,
      },
      {
        connected: host.isConnected,
        received: this.received.rate(host.counts.received, nowMs),
        sent: this.sent.rate(host.counts.sent, nowMs),
      },
      this.alarmBoard.count,
    );
  }
  private tell(change: FleetChange): void {
    for (const listener of this.listeners) listener(change);
  }
}

function doubtWord(doubt: Doubt): string {
  switch (doubt.kind) {
    case "lease":
      return "the lease is in doubt: nothing is released";
    case "rival":
      return `another fleet side commands ${doubt.rival.robot}: nothing is released`;
    case "journal":
      return "what becomes of orders cannot be written down: nothing is released";
    case "unsteady-line":
      return "the broker ends the connection again and again: nothing is released";
    default:
      return doubt satisfies never;
  }
}
