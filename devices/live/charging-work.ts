// Charging before any other work: robots that are low, or have nothing to do, go to the nearest free charger and are released when they
// may work again. Whether a robot is charged is what it says, not that the action is over.
import {
  type Charger,
  type ChargerFailure,
  type ChargingPolicy,
  failedForMs,
  failuresMax,
  idleMs,
  nearlyFullPercent,
  noChargeMs,
  spareAboveLow,
} from "./charging-policy.ts";
import type { FleetRobots, FleetWork, WorkAction, WorkActionResult, WorkTrouble } from "./fleet-work-port.ts";
import type { OperationAnswer } from "./operations.ts";

export interface ChargingOptions {
  readonly work: FleetWork;
  readonly robotCount: number;
  readonly chargers: readonly Charger[];
  readonly policy: ChargingPolicy;
  /** Unique among runs of the fleet side: actions are named after it. */
  readonly runName: string;
}

interface Stay {
  readonly charger: Charger;
  /** low and asked: it gets no work before `resumePercent`. */
  readonly cause: "low" | "asked" | "idle";
  phase: "on-the-way" | "starting" | "charging" | "leaving" | "stopping";
  actionId: string;
  /** Since when it has not been charged though it should be. */
  uncharged: number;
}

export class ChargingWork implements FleetWork {
  private readonly stays: (Stay | null)[];
  private readonly idleSinceMs: Float64Array;
  private readonly failures = new Map<Charger, ChargerFailure>();
  /** Chargers in a row at which the robot was not charged. */
  private readonly refused: Uint8Array;
  private readonly wanted: Uint8Array;
  private actions = 0;
  private nowMs = 0;

  constructor(private readonly options: ChargingOptions) {
    const { robotCount } = options;
    this.stays = Array.from({ length: robotCount }, () => null);
    this.idleSinceMs = new Float64Array(robotCount).fill(Infinity);
    this.refused = new Uint8Array(robotCount);
    this.wanted = new Uint8Array(robotCount);
  }

  /** Chargers that nobody is sent to. */
  get failedChargers(): readonly ChargerFailure[] {
    return [...this.failures.values()];
  }
  /** Robots that no charger has charged: not sent to any until a person has confirmed. */
  cannotCharge(robot: number): boolean {
    return this.refused[robot]! >= failuresMax;
  }
  chargerOf(robot: number): Charger | undefined {
    return this.stays[robot]?.charger;
  }
  /** A person says that the charger works. */
  restoreCharger(name: string): void {
    for (const charger of this.failures.keys()) if (charger.name === name) this.failures.delete(charger);
  }

  beat(robots: FleetRobots, nowMs: number): void {
    this.options.work.beat?.(robots, nowMs);
  }
  watch(robots: FleetRobots): void {
    this.options.work.watch?.(robots);
  }
  assign(robots: FleetRobots, nowMs: number): void {
    const { work, robotCount, policy } = this.options;
    this.nowMs = nowMs;
    for (const [charger, { sinceMs }] of this.failures)
      if (nowMs - sinceMs >= failedForMs) this.failures.delete(charger);
    for (let robot = 0; robot < robotCount; robot += 1) this.look(robot, robots);
    work.assign({ ...robots, isFree: (robot) => robots.isFree(robot) && this.mayWork(robot, robots) }, nowMs);
    for (let robot = 0; robot < robotCount; robot += 1) {
      if (work.hasWork(robot)) {
        this.idleSinceMs[robot] = Infinity;
        this.release(robot);
      } else if (this.idleSinceMs[robot] === Infinity) this.idleSinceMs[robot] = nowMs;
      else if (
        policy.whenIdle &&
        nowMs - this.idleSinceMs[robot]! >= idleMs &&
        percentOf(robots, robot) < nearlyFullPercent
      )
        this.send(robot, "idle", robots);
    }
  }
  hasWork(robot: number): boolean {
    return this.stays[robot] !== null || this.options.work.hasWork(robot);
  }
  goalOf(robot: number): number {
    return this.stays[robot]?.charger.place ?? this.options.work.goalOf(robot);
  }
  priorityOf(robot: number): number {
    return this.options.work.priorityOf?.(robot) ?? 0;
  }
  troubleOf(robot: number): WorkTrouble | undefined {
    return this.options.work.troubleOf?.(robot);
  }
  confirm(robot: number, robots: FleetRobots): void {
    this.refused[robot] = 0;
    this.options.work.confirm?.(robot, robots);
  }
  isWorking(robot: number): boolean {
    const stay = this.stays[robot];
    if (stay === null || stay === undefined) return this.options.work.isWorking(robot);
    return stay.phase === "starting" || stay.phase === "charging" || stay.phase === "stopping";
  }
  isLaden(robot: number): boolean {
    return this.options.work.isLaden(robot);
  }
  arrive(robot: number, nowMs: number): WorkAction | null {
    const stay = this.stays[robot];
    if (stay === null || stay === undefined) return this.options.work.arrive(robot, nowMs);
    const starts = stay.phase === "on-the-way";
    stay.phase = starts ? "starting" : "stopping";
    this.actions += 1;
    const actionType = starts ? "startCharging" : "stopCharging";
    stay.actionId = `${actionType}-${this.options.runName}${this.actions}`;
    return { actionType, actionId: stay.actionId, parameters: [] };
  }
  finish(robot: number, actionId: string, result: WorkActionResult, robots: FleetRobots): void {
    const stay = this.stays[robot];
    if (stay?.actionId !== actionId) this.options.work.finish(robot, actionId, result, robots);
    else if (stay.phase === "stopping") this.stays[robot] = null;
    else if (robots.placeOf(robot) !== stay.charger.place) this.stays[robot] = null;
    else {
      // Whether it is charged, it says itself in a moment.
      stay.phase = "charging";
      stay.uncharged = this.nowMs;
    }
  }
  unassign(robot: number, reason: string): boolean {
    if (this.stays[robot]?.phase === "on-the-way") this.stays[robot] = null;
    return this.options.work.unassign(robot, reason);
  }
  orderOf(robot: number): string | undefined {
    return this.options.work.orderOf(robot);
  }
  /** A person sends the robot to charge. */
  charge(robot: number, robots: FleetRobots): OperationAnswer {
    const { work } = this.options;
    if (this.stays[robot] !== null) return { kind: "done" };
    if (work.isWorking(robot)) return { kind: "refused", why: "acting" };
    if (work.isLaden(robot)) return { kind: "refused", why: "loaded" };
    this.refused[robot] = 0;
    if (this.nearest(robot, robots) === undefined) return { kind: "refused", why: "no-charger" };
    work.unassign(robot, "sent to charge by a person");
    this.send(robot, "asked", robots);
    return { kind: "done" };
  }

  private look(robot: number, robots: FleetRobots): void {
    const { work, policy } = this.options;
    const percent = percentOf(robots, robot);
    const stay = this.stays[robot];
    this.wanted[robot] = 0;
    if (stay !== null && stay !== undefined) {
      if (stay.phase === "charging") this.watchOver(robot, stay, robots);
      return;
    }
    if (!robots.isFree(robot) || percent >= policy.lowPercent) return;
    if (work.hasWork(robot) && percent < policy.criticalPercent)
      work.unassign(robot, "its robot has to charge");
    if (!work.hasWork(robot) && !this.send(robot, "low", robots)) this.wanted[robot] = 1;
  }
  /** Is it charged? Does somebody need the charger more? */
  private watchOver(robot: number, stay: Stay, robots: FleetRobots): void {
    const { charger } = stay;
    if (robots.placeOf(robot) !== charger.place) {
      // Somebody has taken it away from there.
      this.stays[robot] = null;
      return;
    }
    const state = robots.state(robot);
    const isFull = percentOf(robots, robot) >= 100;
    if (state === null || state.powerSupply.charging || isFull) {
      stay.uncharged = this.nowMs;
      this.refused[robot] = 0;
    } else if (robots.isFree(robot) && this.nowMs - stay.uncharged >= noChargeMs) {
      this.refused[robot]! += 1;
      this.failures.set(charger, { charger, robot, sinceMs: this.nowMs });
      this.release(robot);
      return;
    }
    const isNeeded = this.wanted.includes(1);
    if (isNeeded && this.mayWork(robot, robots)) this.release(robot);
  }
  /** May it be given work, charging or not? */
  private mayWork(robot: number, robots: FleetRobots): boolean {
    const { policy } = this.options;
    const stay = this.stays[robot];
    const percent = percentOf(robots, robot);
    if (stay === null || stay === undefined) return percent >= policy.lowPercent;
    if (stay.phase === "starting" || stay.phase === "stopping" || stay.phase === "leaving") return false;
    return percent >= (stay.cause === "idle" ? policy.lowPercent + spareAboveLow : policy.resumePercent);
  }
  private release(robot: number): void {
    const stay = this.stays[robot];
    if (stay?.phase === "on-the-way") this.stays[robot] = null;
    else if (stay?.phase === "charging") stay.phase = "leaving";
  }
  private send(robot: number, cause: Stay["cause"], robots: FleetRobots): boolean {
    if (this.stays[robot] !== null || !robots.isFree(robot)) return false;
    const charger = this.nearest(robot, robots);
    if (charger === undefined) return false;
    this.stays[robot] = { charger, cause, phase: "on-the-way", actionId: "", uncharged: Infinity };
    return true;
  }
  private nearest(robot: number, robots: FleetRobots): Charger | undefined {
    if (this.cannotCharge(robot)) return undefined;
    const taken = new Set(this.stays.map((stay) => stay?.charger));
    let best: Charger | undefined;
    let least = Infinity;
    for (const charger of this.options.chargers) {
      if (taken.has(charger) || this.failures.has(charger)) continue;
      const way = robots.distance(robot, charger.place);
      if (way >= least) continue;
      least = way;
      best = charger;
    }
    return best;
  }
}

/** Full where the robot does not say. */
function percentOf(robots: FleetRobots, robot: number): number {
  return robots.state(robot)?.powerSupply.stateOfCharge ?? 100;
}
