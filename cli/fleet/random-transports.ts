// Keeps transports between random places open, for dry runs.
import type { TransportOrders } from "../../devices/live/index.ts";
import { Random } from "../../sim/kernel/index.ts";

export class RandomTransports {
  private readonly random = new Random(1, "dry-run/transports");
  private count = 0;

  constructor(
    private readonly places: readonly number[],
    private readonly open: number,
  ) {}

  topUp(transports: TransportOrders): void {
    while (transports.openCount < this.open) {
      const from = this.places[this.random.below(this.places.length)]!;
      const to = this.places[this.random.below(this.places.length)]!;
      this.count += 1;
      if (!transports.submit({ id: `dry-run-${this.count}`, from, to, priority: 0 })) return;
    }
  }
}
