// One listener of the event stream: what it still has to hear, and a connection that may be slow.
import type { OutgoingHttpHeaders } from "node:http";
import type { ReasonLanguage } from "../../devices/vda5050/index.ts";
import type { FleetChange, FleetView } from "./api-ports.ts";
import type { Topic } from "./event-stream.ts";
import { alarmBodyOf } from "./order-wish.ts";

/** The part of an HTTP answer that a stream needs. */
export interface StreamSink {
  writeHead(status: number, headers: OutgoingHttpHeaders): unknown;
  write(text: string): boolean;
  once(event: "drain" | "close", listener: () => void): unknown;
  off(event: "drain" | "close", listener: () => void): unknown;
  end(): unknown;
  destroy(): unknown;
}

export class StreamListener {
  isClosed = false;
  isStuck = false;
  /** Of the picture that it has: count of the board, time of the session. */
  pictureCount = 0;
  pictureMs = Number.NEGATIVE_INFINITY;
  /** Robots and alarms that have changed, each once. */
  private changes = new Map<string, FleetChange>();
  private isAwake = false;
  private onWake: (() => void) | null = null;
  private isDue = false;
  private wantsPicture = false;

  constructor(
    private readonly sink: StreamSink,
    private readonly wanted: ReadonlySet<Topic>,
    readonly language: ReasonLanguage,
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
  wantPicture(): void {
    if (!this.wanted.has("picture")) return;
    this.wantsPicture = true;
    this.wake();
  }
  note(change: FleetChange): void {
    if (!this.wanted.has(change.kind === "robot" ? "robots" : "alarms")) return;
    this.changes.set(change.kind === "robot" ? `robot ${change.name}` : `alarm ${change.id}`, change);
    this.wake();
  }

  async sendChanges(fleet: FleetView): Promise<void> {
    const changes = [...this.changes.values()];
    this.changes.clear();
    for (const change of changes) {
      if (this.isClosed) return;
      await this.send(...this.tellingOf(change, fleet));
    }
    if (!this.isDue) return;
    this.isDue = false;
    await this.write(": still here\n\n");
  }
  async sendPicture(fleet: FleetView): Promise<void> {
    if (!this.wantsPicture || this.isClosed) return;
    this.wantsPicture = false;
    const nowMs = fleet.sessionMs();
    const picture = fleet.picture.since(this.pictureCount, nowMs);
    this.pictureCount = fleet.picture.count;
    this.pictureMs = nowMs;
    await this.send("picture", picture);
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

  private send(event: string, data: unknown): Promise<void> {
    return this.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }
  private tellingOf(change: FleetChange, fleet: FleetView): readonly [event: string, data: unknown] {
    if (change.kind === "robot") return ["robot", fleet.robot(change.name, this.language)];
    const alarm = fleet.alarm(change.id, this.language);
    return alarm === undefined ? ["alarm-over", { id: change.id }] : ["alarm", alarmBodyOf(alarm)];
  }
}
