// Keeps transport orders between random places open, for dry runs: taken in like anybody's.
import type { OrderDesk } from "../../devices/orders/index.ts";
import { Random } from "../../sim/kernel/index.ts";

export class RandomOrders {
  private readonly random: Random;
  private isBusy = false;

  /** @param places names to choose among; at least two, where any are to be kept open. */
  constructor(
    private readonly places: readonly string[],
    private readonly open: number,
    seed: number,
  ) {
    this.random = new Random(seed, "dry-run/transports");
  }

  /** Takes in what is missing; a second call while the first is under way does nothing. */
  async topUp(desk: OrderDesk): Promise<void> {
    if (this.isBusy || desk.hasFailed || this.places.length < 2) return;
    this.isBusy = true;
    try {
      const wanted = Math.max(0, this.open - desk.book.openCount);
      const answers = await Promise.all(Array.from({ length: wanted }, () => desk.accept(this.next())));
      // What is refused now is tried again with the next call.
      if (answers.some(({ kind }) => kind === "refused")) return;
    } catch {
      // The desk has failed; it says so itself.
    } finally {
      this.isBusy = false;
    }
  }

  private next() {
    const from = this.random.below(this.places.length);
    const to = (from + 1 + this.random.below(this.places.length - 1)) % this.places.length;
    return {
      kind: "transport",
      from: this.places[from]!,
      to: this.places[to]!,
      priority: 0,
    } as const;
  }
}
