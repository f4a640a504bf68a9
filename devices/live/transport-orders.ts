// Transport orders as work of the fleet: something is picked up in one place and put down in another. Who carries what, how far
// it is, and what becomes of it when plans change. What is on a robot is what the robot says, never a guess.
import type { FleetOrderEvent } from "../orders/index.ts";
import {
  type FleetRobots,
  type FleetWork,
  hasLoad,
  type WorkAction,
  type WorkActionResult,
} from "./fleet-work-port.ts";
import { assignTransports } from "./transport-assignment.ts";
import { isOver, type TransportEntry, type TransportOrder, type TransportStatus } from "./transport-order.ts";
import { type Begun, TransportRecovery } from "./transport-recovery.ts";

export interface TransportOptions {
  readonly robotCount: number;
  /** What listeners call a robot. Default: its number. */
  readonly robotName?: (robot: number) => string;
  /** Unique among runs of the fleet side, so that no action is ever given the name of another; letters and digits. */
  readonly runName?: string;
  /** What becomes of a load whose order is cancelled: it goes on to its destination, or back to where it was picked up. */
  readonly cancelledLoads?: "deliver" | "bring-back";
}

/** What a person knows of an order's load that nobody else does. */
export type LoadWord = "at-pickup" | "delivered" | "gone";

/** Times that a pick or drop is tried. */
const triesMax = 3;
/** Free robots that get work at a time; the others have their turn at the next. Bounds the time that it takes. */
const robotsAtOnceMax = 96;
const openMax = 100_000;
/** Orders that are over and still known. */
const overMax = 1_000;

export class TransportOrders implements FleetWork {
  private readonly entries = new Map<string, TransportEntry>();
  private readonly waiting = new Set<TransportEntry>();
  /** What each robot carries out, or null. */
  private readonly carried: (TransportEntry | null)[];
  private readonly listeners = new Set<(event: FleetOrderEvent) => void>();
  private readonly recovery: TransportRecovery;
  private readonly robotName: (robot: number) => string;
  private over: string[] = [];
  private actions = 0;
  /** Robot that is asked first the next time. */
  private askNext = 0;
  doneCount = 0;
  failedCount = 0;
  cancelledCount = 0;

  constructor(private readonly options: TransportOptions) {
    this.carried = Array.from({ length: options.robotCount }, () => null);
    this.robotName = options.robotName ?? String;
    this.recovery = new TransportRecovery(options.robotCount, this.robotName);
  }

  /** Hears what becomes of orders, until the returned function is called. */
  subscribe(listener: (event: FleetOrderEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * False: the id is known already and nothing was changed, or too many are open.
   * @param begun an earlier run had begun with it: where its load is has to be found out first.
   */
  submit(order: TransportOrder, begun?: Begun): boolean {
    if (this.entries.has(order.id) || this.openCount >= openMax) return false;
    const entry: TransportEntry = {
      order,
      phase: begun === undefined ? "waiting" : "unclear",
      robot: -1,
      actionId: "",
      tries: 0,
      note: begun === undefined ? "" : "begun before the restart; its load is looked for",
      sinceMs: Number.NaN,
      cancelReason: null,
      unable: new Set(),
    };
    this.entries.set(order.id, entry);
    if (begun === undefined) this.waiting.add(entry);
    else this.recovery.add(entry, begun);
    return true;
  }
  get openCount(): number {
    return this.entries.size - this.over.length;
  }
  status(id: string): TransportStatus | undefined {
    const entry = this.entries.get(id);
    return entry && statusOf(entry);
  }
  list(): readonly TransportStatus[] {
    return [...this.entries.values()].map(statusOf);
  }
  /** Orders of which nobody knows where the load is: a person has to say it (`decide`). */
  get unclear(): readonly TransportStatus[] {
    return this.recovery.hopeless.map(statusOf);
  }

  /** Not loaded yet: over at once. Loaded: as `cancelledLoads` says, and the listeners hear what came of it. */
  cancel(id: string, reason: string): void {
    const entry = this.entries.get(id);
    if (entry === undefined) {
      this.tell({ kind: "cancelled", id, reason });
      return;
    }
    if (isOver(entry.phase)) return;
    if (entry.phase === "waiting" || entry.phase === "to-pickup") this.end(entry, "cancelled", reason);
    // What a pick under way has come to, and where a load is that nobody knows of, shows later.
    else entry.cancelReason = reason;
  }
  setPriority(id: string, priority: number): void {
    const entry = this.entries.get(id);
    if (entry !== undefined) entry.order = { ...entry.order, priority };
  }
  /** A person says where the load of an unclear order is. False: the order is not unclear. */
  decide(id: string, word: LoadWord): boolean {
    const entry = this.entries.get(id);
    if (entry?.phase !== "unclear") return false;
    if (word === "at-pickup") this.putBack(entry, "a person has found its load where it is picked up");
    else if (word === "delivered") this.end(entry, "done", "");
    else this.end(entry, "failed", "its load is gone, a person says");
    return true;
  }

  watch(robots: FleetRobots): void {
    this.recovery.watch(robots);
  }
  hasWork(robot: number): boolean {
    return this.carried[robot] !== null;
  }
  isLaden(robot: number): boolean {
    const phase = this.carried[robot]?.phase;
    return phase === "to-drop" || phase === "dropping";
  }
  orderOf(robot: number): string | undefined {
    return this.carried[robot]?.order.id;
  }
  goalOf(robot: number): number {
    const entry = this.carried[robot];
    return entry === null || entry === undefined ? -1 : goalOf(entry, this.bringsBack(entry));
  }
  isWorking(robot: number): boolean {
    const phase = this.carried[robot]?.phase;
    return phase === "picking" || phase === "dropping";
  }

  assign(robots: FleetRobots, nowMs: number): void {
    for (const { entry, verdict, robot, note } of this.recovery.settle(robots)) {
      if (verdict === "on-robot") this.adopt(entry, robot);
      else if (verdict === "done") this.end(entry, "done", "");
      else this.putBack(entry, note);
    }
    const { robotCount } = this.options;
    const free: number[] = [];
    let next = this.askNext;
    for (let i = 0; i < robotCount && free.length < robotsAtOnceMax; i += 1) {
      const robot = next;
      next = (next + 1) % robotCount;
      if (this.carried[robot] === null && robots.isFree(robot) && hasLoad(robots, robot) !== true)
        free.push(robot);
    }
    this.askNext = next;
    if (free.length === 0 || this.waiting.size === 0) return;
    for (const entry of this.waiting) if (Number.isNaN(entry.sinceMs)) entry.sinceMs = nowMs;
    const asked = [...this.waiting].map((entry) => ({
      ...entry.order,
      sinceMs: entry.sinceMs,
      unable: entry.unable,
      entry,
    }));
    for (const { robot, transport } of assignTransports(asked, free, this.going(), robots, nowMs))
      this.start(transport.entry, robot);
  }
  unassign(robot: number, reason: string): boolean {
    const entry = this.carried[robot];
    if (entry?.phase !== "to-pickup") return false;
    this.carried[robot] = null;
    this.putBack(entry, reason);
    return true;
  }

  arrive(robot: number): WorkAction {
    const entry = this.carried[robot]!;
    const picks = entry.phase === "to-pickup";
    entry.phase = picks ? "picking" : "dropping";
    this.actions += 1;
    entry.tries += 1;
    const actionType = picks ? "pick" : "drop";
    entry.actionId = `${entry.order.id}-${actionType}-${this.options.runName ?? ""}${this.actions}`;
    return { actionType, actionId: entry.actionId, parameters: [{ key: "loadId", value: entry.order.id }] };
  }
  finish(robot: number, actionId: string, result: WorkActionResult, robots: FleetRobots): void {
    const entry = this.carried[robot];
    if (entry === null || entry === undefined || entry.actionId !== actionId) return;
    const picks = entry.phase === "picking";
    const loaded = hasLoad(robots, robot);
    // Not heard to be done, but done: the load shows it.
    const done = result === "FINISHED" || (loaded !== undefined && loaded === picks);
    if (done && picks) {
      entry.phase = "to-drop";
      entry.tries = 0;
    } else if (done && this.bringsBack(entry)) this.end(entry, "cancelled", entry.cancelReason!);
    else if (done) this.end(entry, "done", "");
    else if (picks && entry.cancelReason !== null) this.end(entry, "cancelled", entry.cancelReason);
    else if (entry.tries < triesMax) entry.phase = picks ? "to-pickup" : "to-drop";
    else this.end(entry, "failed", `${picks ? "pick" : "drop"} ${result}, ${triesMax} times`);
  }

  refuse(robot: number, actionId: string, reason: string): void {
    const entry = this.carried[robot];
    if (entry?.actionId !== actionId) return;
    entry.unable.add(robot);
    if (entry.phase === "picking" && entry.cancelReason !== null)
      this.end(entry, "cancelled", entry.cancelReason);
    else if (entry.phase !== "picking" || entry.unable.size === this.options.robotCount)
      this.end(entry, "failed", reason);
    else {
      this.carried[robot] = null;
      this.putBack(entry, reason);
    }
  }

  private start(entry: TransportEntry, robot: number): void {
    this.waiting.delete(entry);
    entry.robot = robot;
    entry.phase = "to-pickup";
    entry.tries = 0;
    entry.note = "";
    this.carried[robot] = entry;
    this.tell({ kind: "started", id: entry.order.id, robot: this.robotName(robot) });
  }
  /** The robot has its load already. */
  private adopt(entry: TransportEntry, robot: number): void {
    this.recovery.forget(entry);
    this.start(entry, robot);
    entry.phase = "to-drop";
  }
  private putBack(entry: TransportEntry, note: string): void {
    this.recovery.forget(entry);
    if (entry.cancelReason !== null) {
      this.end(entry, "cancelled", entry.cancelReason);
      return;
    }
    entry.phase = "waiting";
    entry.robot = -1;
    entry.note = note;
    this.waiting.add(entry);
    this.tell({ kind: "returned", id: entry.order.id, reason: note });
  }
  private end(entry: TransportEntry, phase: "done" | "failed" | "cancelled", note: string): void {
    this.waiting.delete(entry);
    this.recovery.forget(entry);
    if (entry.robot >= 0 && this.carried[entry.robot] === entry) this.carried[entry.robot] = null;
    entry.phase = phase;
    entry.note = note;
    const { id } = entry.order;
    this.over.push(id);
    while (this.over.length > overMax) this.entries.delete(this.over.shift()!);
    if (phase === "done") this.doneCount += 1;
    else if (phase === "failed") this.failedCount += 1;
    else this.cancelledCount += 1;
    this.tell(phase === "done" ? { kind: "done", id } : { kind: phase, id, reason: note });
  }
  private bringsBack({ cancelReason, phase }: TransportEntry): boolean {
    return (
      cancelReason !== null &&
      this.options.cancelledLoads === "bring-back" &&
      (phase === "to-drop" || phase === "dropping")
    );
  }
  /** Robots on their way to each place, or at work there. */
  private going(): Map<number, number> {
    const going = new Map<number, number>();
    for (let robot = 0; robot < this.options.robotCount; robot += 1) {
      const goal = this.goalOf(robot);
      if (goal >= 0) going.set(goal, (going.get(goal) ?? 0) + 1);
    }
    return going;
  }
  private tell(event: FleetOrderEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}

function statusOf({ order, phase, robot, note, cancelReason }: TransportEntry): TransportStatus {
  return { ...order, phase, robot, note, cancelRequested: cancelReason !== null };
}
function goalOf({ order, phase }: TransportEntry, bringsBack: boolean): number {
  return phase === "to-pickup" || phase === "picking" || bringsBack ? order.from : order.to;
}
