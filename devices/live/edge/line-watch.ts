// Whether the line to the broker is steady. A second process of the same client id makes the broker end ours again and again;
// MQTT 3.1.1 gives no reason for it.

const windowMs = 20_000;
const lossesMax = 3;

export class LineWatch {
  private losses: number[] = [];

  lost(nowMs: number): void {
    this.losses.push(nowMs);
    this.losses = this.losses.slice(-lossesMax);
  }
  /** Lost three times within twenty seconds, the last of them not longer ago. */
  isUnsteady(nowMs: number): boolean {
    return this.losses.length === lossesMax && nowMs - this.losses[0]! <= windowMs;
  }
}
