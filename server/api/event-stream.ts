// Server-sent events. A listener of orders is a place in the journal, not a queue: who reads slowly costs nothing and misses
// nothing until the journal is compacted past it, which it is told. Of robots, alarms and the picture it gets the newest state.
import { CompactedError } from "../../devices/journal/index.ts";
import type { OrderDesk, StoredOrderEvent } from "../../devices/orders/index.ts";
import type { ReasonLanguage } from "../../devices/vda5050/index.ts";
import type { ApiKeyEntry } from "./api-keys.ts";
import type { FleetView } from "./api-ports.ts";
import type { Caller } from "./gatekeeper.ts";
import { eventBodyOf } from "./order-wish.ts";
import { StreamListener, type StreamSink } from "./stream-listener.ts";

export const topics = ["orders", "robots", "alarms", "picture"] as const;
export type Topic = (typeof topics)[number];

export const streamLimits = {
  listenersMax: 200,
  /** A listener whose connection takes nothing for so long is cut off; it may come back where it was. */
  stuckMs: 30_000,
  heartbeatMs: 15_000,
  /** Between two pictures, and at the latest when nothing changes. */
  pictureMs: 200,
  pictureIdleMs: 2_000,
  /** Newest order events kept at hand; older ones are read from the journal. */
  recentEvents: 2_000,
} as const;

export const streamHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
} as const;

export class EventStreams {
  private readonly listeners = new Set<StreamListener>();
  private readonly callers = new WeakMap<StreamListener, Caller>();
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
  async serve(
    sink: StreamSink,
    wanted: ReadonlySet<Topic>,
    lastEventId: number | undefined,
    language: ReasonLanguage = "en",
    caller: Caller | null = null,
  ): Promise<void> {
    const { stuckMs, heartbeatMs, pictureMs } = this.limits;
    const listener = new StreamListener(sink, wanted, language, stuckMs);
    this.listeners.add(listener);
    if (caller !== null) this.callers.set(listener, caller);
    const heartbeat = setInterval(() => listener.beat(), heartbeatMs);
    const picture = wanted.has("picture") ? setInterval(() => this.draw(listener), pictureMs) : undefined;
    try {
      let after = Math.min(lastEventId ?? this.orders.lastSequence, this.orders.lastSequence);
      await listener.write(": peakfleet events\nretry: 2000\n\n");
      this.noteAll(listener);
      while (!listener.isClosed) {
        if (wanted.has("orders")) after = await this.sendOrders(listener, after);
        await listener.sendChanges(this.fleet);
        await listener.sendPicture(this.fleet);
        await listener.sleep();
      }
    } finally {
      clearInterval(heartbeat);
      clearInterval(picture);
      if (listener.isStuck) this.cutOff += 1;
      this.listeners.delete(listener);
    }
  }
  /** Ends those that came with a key which holds no longer. */
  endWithout(keys: readonly ApiKeyEntry[]): void {
    const known = new Set(keys.map(({ sha256 }) => sha256));
    for (const listener of this.listeners) {
      const { sha256 } = this.callers.get(listener) ?? {};
      if (sha256 !== undefined && !known.has(sha256)) listener.end();
    }
  }
  close(): void {
    for (const end of this.unsubscribe) end();
    for (const listener of this.listeners) listener.end();
  }

  private async sendOrders(listener: StreamListener, after: number): Promise<number> {
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
  private noteAll(listener: StreamListener): void {
    for (const { name } of this.fleet.robots(listener.language)) listener.note({ kind: "robot", name });
    for (const { id } of this.fleet.alarms(listener.language)) listener.note({ kind: "alarm", id });
    this.draw(listener);
  }
  private draw(listener: StreamListener): void {
    const { picture } = this.fleet;
    const sinceMs = this.fleet.sessionMs() - listener.pictureMs;
    if (picture.count !== listener.pictureCount || sinceMs >= this.limits.pictureIdleMs)
      listener.wantPicture();
  }
}
