// Transport orders: something is picked up in one place and put down in another. Who carries what, and how far it is.
import type { FleetOrderEvent } from "../orders/index.ts";
import {
  type FleetRobots,
  type FleetWork,
  hasLoad,
  type WorkAction,
  type WorkActionResult,
} from "./fleet-work-port.ts";

export type TransportPhase =
  | "waiting"
  | "to-pickup"
  | "picking"
  | "to-drop"
  | "dropping"
  | "done"
  | "failed"
  | "cancelled";

export interface TransportOrder {
  readonly id: string;
  /** Places of the site's map. */
  readonly from: number;
  readonly to: number;
  /** Larger goes first. */
  readonly priority: number;
}
export interface TransportStatus extends TransportOrder {
  readonly phase: TransportPhase;
  readonly robot: number;
  /** Why it failed, or what was odd; empty otherwise. */
  readonly note: string;
}

interface Entry {
  order: TransportOrder;
  phase: TransportPhase;
  robot: number;
  actionId: string;
  tries: number;
  note: string;
}

/** Times that a pick or drop is tried. */
const triesMax = 3;
const openMax = 100_000;
/** Orders that are over and still known. */
const overMax = 1_000;

export class TransportOrders implements FleetWork {
  private readonly entries = new Map<string, Entry>();
  /** Entry of each robot, or null. */
  private readonly carried: (Entry | null)[];
  private readonly listeners = new Set<(event: FleetOrderEvent) => void>();
  private over: string[] = [];
  private actions = 0;
  doneCount = 0;
  failedCount = 0;

  /** @param robotName what listeners call a robot. */
  constructor(
    private readonly robotCount: number,
    private readonly robotName: (robot: number) => string = String,
  ) {
    this.carried = Array.from({ length: robotCount }, () => null);
  }

  /** Hears what becomes of orders, until the returned function is called. */
  subscribe(listener: (event: FleetOrderEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** False: the id is known already and nothing was changed, or too many are open. */
  submit(order: TransportOrder): boolean {
    if (this.entries.has(order.id) || this.entries.size >= openMax + overMax) return false;
    this.entries.set(order.id, { order, phase: "waiting", robot: -1, actionId: "", tries: 0, note: "" });
    return true;
  }
  get openCount(): number {
    return this.entries.size - this.over.length;
  }
  status(id: string): TransportStatus | undefined {
    const entry = this.entries.get(id);
    return entry && { ...entry.order, phase: entry.phase, robot: entry.robot, note: entry.note };
  }
  list(): readonly TransportStatus[] {
    return [...this.entries.keys()].map((id) => this.status(id)!);
  }
  /** An order that no robot has loaded yet ends; false: too late, it goes on. Unknown ids are over. */
  cancel(id: string, reason: string): boolean {
    const entry = this.entries.get(id);
    if (entry === undefined) return true;
    if (entry.phase === "to-pickup") this.carried[entry.robot] = null;
    else if (entry.phase !== "waiting") return false;
    entry.phase = "cancelled";
    entry.note = reason;
    this.bury(entry);
    this.tell({ kind: "cancelled", id, reason });
    return true;
  }
  setPriority(id: string, priority: number): void {
    const entry = this.entries.get(id);
    if (entry !== undefined) entry.order = { ...entry.order, priority };
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
    if (entry === null || entry === undefined) return -1;
    return entry.phase === "to-pickup" || entry.phase === "picking" ? entry.order.from : entry.order.to;
  }
  isWorking(robot: number): boolean {
    const phase = this.carried[robot]?.phase;
    return phase === "picking" || phase === "dropping";
  }

  /** Gives waiting orders to free robots: most urgent first, each to the nearest; nobody is sent where another is going. */
  assign(robots: FleetRobots): void {
    const free = Array.from({ length: this.robotCount }, (_, robot) => robot).filter(
      (robot) => this.carried[robot] === null && robots.isFree(robot),
    );
    if (free.length === 0) return;
    const taken = new Set(
      this.carried.flatMap((entry) => (entry === null ? [] : [entry.order.from, entry.order.to])),
    );
    const waiting = [...this.entries.values()].filter(({ phase }) => phase === "waiting");
    waiting.sort((a, b) => b.order.priority - a.order.priority);
    for (const entry of waiting) {
      if (free.length === 0) return;
      if (taken.has(entry.order.from)) continue;
      let best = 0;
      for (let i = 1; i < free.length; i += 1) {
        if (robots.distance(free[i]!, entry.order.from) < robots.distance(free[best]!, entry.order.from))
          best = i;
      }
      if (robots.distance(free[best]!, entry.order.from) === Infinity) continue;
      const [robot] = free.splice(best, 1);
      entry.robot = robot!;
      entry.phase = "to-pickup";
      entry.tries = 0;
      this.carried[robot!] = entry;
      this.tell({ kind: "started", id: entry.order.id, robot: this.robotName(robot!) });
      taken.add(entry.order.from);
    }
  }
  /** What is not loaded yet goes to another. */
  unassign(robot: number, reason: string): boolean {
    const entry = this.carried[robot];
    if (entry?.phase !== "to-pickup") return false;
    entry.phase = "waiting";
    entry.robot = -1;
    this.carried[robot] = null;
    this.tell({ kind: "returned", id: entry.order.id, reason });
    return true;
  }

  arrive(robot: number): WorkAction {
    const entry = this.carried[robot]!;
    const picks = entry.phase === "to-pickup";
    entry.phase = picks ? "picking" : "dropping";
    this.actions += 1;
    entry.tries += 1;
    entry.actionId = `${entry.order.id}-${picks ? "pick" : "drop"}-${this.actions}`;
    return {
      actionType: picks ? "pick" : "drop",
      actionId: entry.actionId,
      parameters: [{ key: "loadId", value: entry.order.id }],
    };
  }
  /** What came of an action. What is on the robot is what it says itself, never a guess. */
  finish(robot: number, actionId: string, result: WorkActionResult, robots: FleetRobots): void {
    const entry = this.carried[robot];
    if (entry === null || entry === undefined || entry.actionId !== actionId) return;
    const picks = entry.phase === "picking";
    const loaded = hasLoad(robots, robot);
    // Not heard to be done, but done: the load shows it.
    const done = result === "FINISHED" || (loaded !== undefined && loaded === picks);
    if (done) {
      entry.phase = picks ? "to-drop" : "done";
      entry.tries = 0;
      if (!picks) this.close(entry, "");
    } else if (entry.tries < triesMax) entry.phase = picks ? "to-pickup" : "to-drop";
    else this.close(entry, `${picks ? "pick" : "drop"} ${result}, ${triesMax} times`);
  }

  private close(entry: Entry, note: string): void {
    const failed = note !== "";
    entry.phase = failed ? "failed" : "done";
    entry.note = note;
    if (failed) this.failedCount += 1;
    else this.doneCount += 1;
    this.carried[entry.robot] = null;
    this.bury(entry);
    const { id } = entry.order;
    this.tell(failed ? { kind: "failed", id, reason: note } : { kind: "done", id });
  }
  private bury({ order }: Entry): void {
    this.over.push(order.id);
    while (this.over.length > overMax) this.entries.delete(this.over.shift()!);
  }
  private tell(event: FleetOrderEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
