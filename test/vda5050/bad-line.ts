// A line between fleet side and robot that loses, repeats, delays and so reorders messages, in virtual time.
import type { Random } from "../../sim/kernel/index.ts";

export interface LineTroubles {
  /** Shares of messages. */
  readonly loss: number;
  readonly repeats: number;
  readonly delayMsMin: number;
  readonly delayMsMax: number;
}

interface Underway<T> {
  readonly atMs: number;
  readonly sequence: number;
  readonly item: T;
}

export class BadLine<T> {
  lost = 0;
  repeated = 0;
  private underway: Underway<T>[] = [];
  private sequence = 0;
  private lastAtMs = -Infinity;

  constructor(
    private readonly random: Random,
    private readonly troubles: LineTroubles,
  ) {}

  /** QoS 1 arrives, in order, perhaps twice; QoS 0 as it comes. */
  send(item: T, qos: 0 | 1, nowMs: number): void {
    const { loss, repeats } = this.troubles;
    if (qos === 0 && this.random.uniform() < loss) {
      this.lost += 1;
      return;
    }
    this.add(item, qos, nowMs);
    if (this.random.uniform() >= repeats) return;
    this.repeated += 1;
    this.add(item, qos, nowMs);
  }
  /** What has arrived by now, in the order of arrival. */
  take(nowMs: number): readonly T[] {
    const arrived = this.underway.filter(({ atMs }) => atMs <= nowMs);
    if (arrived.length === 0) return [];
    this.underway = this.underway.filter(({ atMs }) => atMs > nowMs);
    return arrived.sort((a, b) => a.atMs - b.atMs || a.sequence - b.sequence).map(({ item }) => item);
  }
  /** The connection is gone, and with it what was on its way. */
  cut(): void {
    this.lost += this.underway.length;
    this.underway = [];
  }

  private add(item: T, qos: 0 | 1, nowMs: number): void {
    const { delayMsMin, delayMsMax } = this.troubles;
    let atMs = nowMs + this.random.between(delayMsMin, delayMsMax);
    if (qos === 1) {
      atMs = Math.max(atMs, this.lastAtMs);
      this.lastAtMs = atMs;
    }
    this.sequence += 1;
    this.underway.push({ atMs, sequence: this.sequence, item });
  }
}
