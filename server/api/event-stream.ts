// Server-sent events. A listener of orders is a place in the journal, not a queue: who reads slowly costs nothing and misses
// nothing until the journal is compacted past it, which it is told. Of robots and alarms it gets the newest state.
import type { OutgoingHttpHeaders } from "node:http";
import { CompactedError } from "../../devices/journal/index.ts";
import type { OrderDesk, StoredOrderEvent } from "../../devices/orders/index.ts";
import type { FleetChange, FleetView } from "./api-ports.ts";
import { eventBodyOf } from "./order-wish.ts";

export const topics = ["orders", "robots", "alarms"] as const;
export type Topic = (typeof topics)[number];

export const streamLimits = {
  listenersMax: 200,
  /** A listener whose connection takes nothing for so long is cut off; it may come back where it was. */
  stuckMs: 30_000,
  heartbeatMs: 15_000,
  /** Newest order events kept at hand; older ones are read from the journal. */
  recentEvents: 2_000,
} as const;

/** The part of an HTTP answer that a stream needs. */
export interface StreamSink {
  writeHead(status: number, headers: OutgoingHttpHeaders): unknown;
  write(text: string): boolean;
  once(event: "drain" | "close", listener: () => void): unknown;
  off(event: "drain" | "close", listener: () => void): unknown;
  end(): unknown;
  destroy(): unknown;
}

export const streamHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
} as const;

export class EventStreams {
  private readonly listeners = new Set<Listener>();
  private recent: StoredOrderEvent[] = [];
  private readonly unsubscribe: readonly (() => void)[];
  cutOff = 0;

  constructor(
    private readonly orders: OrderDesk,
    private readonly fleet: FleetView,
    private readonly limits: { readonly [K in keyof typeof streamLimits]: number } = streamLimits,
  ) {
    this.unsubscribe = [
      orders.subscribe((stored) => {
        this.recent.push(stored);
        if (this.recent.length > 2 * limits.recentEvents)
          this.recent = this.recent.slice(-limits.recentEvents);
        for (const listener of this.listeners) listener.wake();
      }),
      fleet.subscribe((change) => {
        for (const listener of this.listeners) listener.note(change);
      }),
    ];
  }

  get count(): number {
    return this.listeners.size;
  }
  get isFull(): boolean {
    return this.listeners.size >= this.limits.listenersMax;
  }

  /** Serves until the connection closes. `lastEventId`: go on after it; undefined = from now on. */
  async serve(sink: StreamSink, wanted: ReadonlySet<Topic>, lastEventId: number | undefined): Promise<void> {
    const listener = new Listener(sink, wanted, this.limits.stuckMs);
    this.listeners.add(listener);
    const heartbeat = setInterval(() => listener.beat(), this.limits.heartbeatMs);
    try {
      let after = Math.min(lastEventId ?? this.orders.lastSequence, this.orders.lastSequence);
      await listener.write(": peakfleet events\nretry: 2000\n\n");
      this.noteAll(listener);
      while (!listener.isClosed) {
        if (wanted.has("orders")) after = await this.sendOrders(listener, after);
        await listener.sendChanges();
        await listener.sleep();
      }
    } finally {
      clearInterval(heartbeat);
      if (listener.isStuck) this.cutOff += 1;
      this.listeners.delete(listener);
    }
  }
  close(): void {
    for (const end of this.unsubscribe) end();
    for (const listener of this.listeners) listener.end();
  }

  private async sendOrders(listener: Listener, after: number): Promise<number> {
    let sent = after;
    try {
      for await (const { sequence, event } of this.eventsAfter(after)) {
        if (listener.isClosed) break;
        await listener.write(
          `id: ${sequence}\nevent: ${event.kind}\ndata: ${JSON.stringify(eventBodyOf(event))}\n\n`,
        );
        sent = sequence;
      }
    } catch (error) {
      if (!(error instanceof CompactedError)) throw error;
      // Older events are gone: the listener has to read the orders anew, and goes on with what is kept.
      sent = error.firstSequence - 1;
      await listener.write(`id: ${sent}\nevent: reset\ndata: {"read":"/v1/orders"}\n\n`);
      // What is kept is still to be sent.
      listener.wake();
    }
    return sent;
  }
  private async *eventsAfter(after: number): AsyncIterable<StoredOrderEvent> {
    const first = this.recent[0];
    if (first === undefined || after + 1 < first.sequence) yield* this.orders.eventsFrom(after + 1);
    // A copy: more may come meanwhile, and is sent on the next turn.
    else yield* this.recent.filter(({ sequence }) => sequence > after);
  }
  /** Who begins to listen gets everything as it is. */
  private noteAll(listener: Listener): void {
    for (const robot of this.fleet.robots()) listener.note({ kind: "robot", robot });
    for (const alarm of this.fleet.alarms()) listener.note({ kind: "alarm", alarm });
  }
}

class Listener {
  isClosed = false;
  isStuck = false;
  /** Newest change per robot and alarm. */
  private changes = new Map<string, FleetChange>();
  private isAwake = false;
  private onWake: (() => void) | null = null;
  private isDue = false;

  constructor(
    private readonly sink: StreamSink,
    private readonly wanted: ReadonlySet<Topic>,
    private readonly stuckMs: number,
  ) {
    sink.once("close", () => this.end());
  }

  wake(): void {
    this.isAwake = true;
    this.onWake?.();
  }
  beat(): void {
    this.isDue = true;
    this.wake();
  }
  note(change: FleetChange): void {
    if (!this.wanted.has(change.kind === "robot" ? "robots" : "alarms")) return;
    this.changes.set(changeKey(change), change);
    this.wake();
  }
  async sendChanges(): Promise<void> {
    const changes = [...this.changes.values()];
    this.changes.clear();
    for (const change of changes) {
      if (this.isClosed) return;
      await this.write(`event: ${change.kind}\ndata: ${JSON.stringify(changeBody(change))}\n\n`);
    }
    if (!this.isDue) return;
    this.isDue = false;
    await this.write(": still here\n\n");
  }
  async sleep(): Promise<void> {
    if (!this.isAwake && !this.isClosed)
      await new Promise<void>((resolve) => {
        this.onWake = resolve;
      });
    this.onWake = null;
    this.isAwake = false;
  }

  /** Resolves when the connection can take more. */
  async write(text: string): Promise<void> {
    if (this.isClosed || this.sink.write(text)) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.sink.off("drain", done);
        this.sink.off("close", done);
        resolve();
      };
      const timer = setTimeout(() => {
        this.isStuck = true;
        this.isClosed = true;
        this.sink.destroy();
        done();
      }, this.stuckMs);
      this.sink.once("drain", done);
      this.sink.once("close", done);
    });
  }
  end(): void {
    if (!this.isClosed) {
      this.isClosed = true;
      this.sink.end();
    }
    this.wake();
  }
}

function changeKey(change: FleetChange): string {
  switch (change.kind) {
    case "robot":
      return `robot ${change.robot.name}`;
    case "alarm":
      return `alarm ${change.alarm.id}`;
    case "alarm-over":
      return `alarm ${change.id}`;
    default:
      return change satisfies never;
  }
}
function changeBody(change: FleetChange): unknown {
  return change.kind === "robot" ? change.robot : change.kind === "alarm" ? change.alarm : { id: change.id };
}
