// Who may act. Tokens only ever grow; time is a monotonic clock passed in.
import type { Lease, LeaseAnswer, LeaseWish } from "./journal-port.ts";

/** What of a lease is kept across restarts. */
export interface LeaseMark {
  readonly owner: string;
  readonly fencingToken: number;
}

export class LeaseDesk {
  private current: Lease;

  /** A lease from before is known by its token only: whoever held it is gone when the desk opens anew. */
  constructor(mark: LeaseMark = { owner: "", fencingToken: 0 }) {
    this.current = { ...mark, expiresMs: -Infinity };
  }

  get mark(): LeaseMark {
    const { owner, fencingToken } = this.current;
    return { owner, fencingToken };
  }

  compareAndSet(seenToken: number, wanted: LeaseWish | null, nowMs: number): LeaseAnswer {
    const { owner, fencingToken, expiresMs } = this.current;
    const isHeld = nowMs < expiresMs;
    const refused: LeaseAnswer = {
      kind: "refused",
      current: isHeld ? this.current : null,
      fencingToken,
    };
    if (seenToken !== fencingToken) return refused;
    if (wanted === null) {
      this.current = { owner: "", fencingToken, expiresMs: -Infinity };
      return { kind: "given-up" };
    }
    if (isHeld && owner !== wanted.owner) return refused;
    const lease: Lease = {
      owner: wanted.owner,
      fencingToken: isHeld ? fencingToken : fencingToken + 1,
      expiresMs: nowMs + wanted.ttlMs,
    };
    this.current = lease;
    return { kind: "held", lease };
  }

  /** The token's owner may write now. */
  holds(fencingToken: number, nowMs: number): boolean {
    return fencingToken === this.current.fencingToken && nowMs < this.current.expiresMs;
  }
}
