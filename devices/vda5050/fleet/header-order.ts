// Puts one topic's messages in order by header id: what comes twice or late is known, and so is a robot that begins anew.

export type HeaderVerdict = "newer" | "duplicate" | "late" | "restarted";

/** So many messages in a row that look late, in order among themselves, are a robot begun anew with a clock set back. */
const lateRowMax = 5;

export class HeaderOrder {
  private last: number | null = null;
  private lastTimestampMs: number | null = null;
  private lateRow: { count: number; headerId: number } | null = null;
  private mayRestart = false;

  /** The robot has just said ONLINE: it may count from 0 again. */
  expectRestart(): void {
    this.mayRestart = true;
  }

  judge(headerId: number, timestampMs: number | null): HeaderVerdict {
    const verdict = this.verdictOf(headerId, timestampMs);
    if (verdict === "newer" || verdict === "restarted") {
      this.last = headerId;
      this.lastTimestampMs = timestampMs ?? this.lastTimestampMs;
      this.lateRow = null;
      this.mayRestart = false;
    }
    return verdict;
  }

  private verdictOf(headerId: number, timestampMs: number | null): HeaderVerdict {
    if (this.last === null || headerId > this.last) return "newer";
    // The robot's clock compared with itself: a smaller id at a later time is a new beginning.
    const known = timestampMs !== null && this.lastTimestampMs !== null;
    if (known && timestampMs > this.lastTimestampMs!) return "restarted";
    if (headerId === this.last) return "duplicate";
    if (!known && this.mayRestart) return "restarted";
    const row = this.lateRow;
    this.lateRow =
      row !== null && headerId === row.headerId + 1
        ? { count: row.count + 1, headerId }
        : { count: 1, headerId };
    return this.lateRow.count >= lateRowMax ? "restarted" : "late";
  }
}
