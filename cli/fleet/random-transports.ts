// Keeps transports between random cells open, for dry runs.
import type { LiveFleet } from "../../devices/live/index.ts";
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

  topUp(fleet: LiveFleet): void {
    while (fleet.orders.openCount < this.open) {
      const from = this.free[this.random.below(this.free.length)]!;
      const to = this.free[this.random.below(this.free.length)]!;
      this.count += 1;
      if (!fleet.submit({ id: `dry-run-${this.count}`, from, to, priority: 0 })) return;
    }
  }
}
