// Transport orders: something is picked up in one cell and put down in another. Who carries what, and how far it is.

export type TransportPhase = "waiting" | "to-pickup" | "picking" | "to-drop" | "dropping" | "done" | "failed";

export interface TransportOrder {
  readonly id: string;
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
  readonly order: TransportOrder;
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

/** What the order book may ask about robots. */
export interface Carriers {
  readonly count: number;
  /** Takes new work now. */
  isFree(robot: number): boolean;
  distance(robot: number, cell: number): number;
  hasLoad(robot: number): boolean | undefined;
}

export class TransportOrders {
  private readonly entries = new Map<string, Entry>();
  /** Entry of each robot, or null. */
  private readonly carried: (Entry | null)[];
  private over: string[] = [];
  private actions = 0;
  doneCount = 0;
  failedCount = 0;

  constructor(private readonly robotCount: number) {
    this.carried = Array.from({ length: robotCount }, () => null);
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
  isCarrying(robot: number): boolean {
    return this.carried[robot] !== null;
  }

  /** Cell that the robot is to go to, −1 = none. */
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
  assign(carriers: Carriers): void {
    const free = Array.from({ length: this.robotCount }, (_, robot) => robot).filter(
      (robot) => this.carried[robot] === null && carriers.isFree(robot),
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
        if (carriers.distance(free[i]!, entry.order.from) < carriers.distance(free[best]!, entry.order.from))
          best = i;
      }
      if (carriers.distance(free[best]!, entry.order.from) === Infinity) continue;
      const [robot] = free.splice(best, 1);
      entry.robot = robot!;
      entry.phase = "to-pickup";
      entry.tries = 0;
      this.carried[robot!] = entry;
      taken.add(entry.order.from);
    }
  }
  /** The robot will not do it; what is not loaded yet goes to another. */
  unassign(robot: number): boolean {
    const entry = this.carried[robot];
    if (entry?.phase !== "to-pickup") return false;
    entry.phase = "waiting";
    entry.robot = -1;
    this.carried[robot] = null;
    return true;
  }

  /** The robot stands at its goal: the action to carry out there. */
  arrive(robot: number): {
    readonly actionType: "pick" | "drop";
    readonly actionId: string;
    readonly loadId: string;
  } {
    const entry = this.carried[robot]!;
    const picks = entry.phase === "to-pickup";
    entry.phase = picks ? "picking" : "dropping";
    this.actions += 1;
    entry.tries += 1;
    entry.actionId = `${entry.order.id}-${picks ? "pick" : "drop"}-${this.actions}`;
    return { actionType: picks ? "pick" : "drop", actionId: entry.actionId, loadId: entry.order.id };
  }
  /** What came of an action. What is on the robot is what it says itself, never a guess. */
  finish(robot: number, actionId: string, status: "FINISHED" | "FAILED" | "LOST", carriers: Carriers): void {
    const entry = this.carried[robot];
    if (entry === null || entry === undefined || entry.actionId !== actionId) return;
    const picks = entry.phase === "picking";
    const loaded = carriers.hasLoad(robot);
    // Not heard to be done, but done: the load shows it.
    const done = status === "FINISHED" || (loaded !== undefined && loaded === picks);
    if (done) {
      entry.phase = picks ? "to-drop" : "done";
      entry.tries = 0;
      if (!picks) this.close(entry, "");
    } else if (entry.tries < triesMax) entry.phase = picks ? "to-pickup" : "to-drop";
    else this.close(entry, `${picks ? "pick" : "drop"} ${status}, ${triesMax} times`);
  }

  private close(entry: Entry, note: string): void {
    const failed = note !== "";
    entry.phase = failed ? "failed" : "done";
    entry.note = note;
    if (failed) this.failedCount += 1;
    else this.doneCount += 1;
    this.carried[entry.robot] = null;
    this.over.push(entry.order.id);
    while (this.over.length > overMax) this.entries.delete(this.over.shift()!);
  }
}
