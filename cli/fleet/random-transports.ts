// Keeps transports between random cells open, for dry runs.
import type { TransportOrders } from "../../devices/live/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { CellKind, type Floor } from "../../sim/model/index.ts";

export class RandomTransports {
  private readonly random = new Random(1, "dry-run/transports");
  private readonly free: readonly number[];
  private count = 0;

  constructor(
    floor: Floor,
    private readonly open: number,
  ) {
    this.free = [...floor.kind.keys()].filter((cell) => floor.kind[cell] !== CellKind.blocked);
  }

  topUp(transports: TransportOrders): void {
    while (transports.openCount < this.open) {
      const from = this.free[this.random.below(this.free.length)]!;
      const to = this.free[this.random.below(this.free.length)]!;
      this.count += 1;
      if (!transports.submit({ id: `dry-run-${this.count}`, from, to, priority: 0 })) return;
    }
  }
}
