// Where loads truly are: taken up and set down as seen at the robots, never asked of the fleet side.
import type { VirtualRobot } from "../../devices/vda5050/robot/index.ts";

export class LoadWatch {
  /** Cells where each load was taken up and set down, in order. */
  readonly taken = new Map<string, number[]>();
  readonly set = new Map<string, number[]>();
  private readonly carried: (string | undefined)[] = [];

  look(robots: readonly VirtualRobot[], cellOf: (robot: VirtualRobot) => number): void {
    for (const [i, robot] of robots.entries()) {
      const before = this.carried[i];
      const now = robot.condition.loads[0]?.loadId;
      if (before === now) continue;
      this.carried[i] = now;
      if (now !== undefined) add(this.taken, now, cellOf(robot));
      if (before !== undefined) add(this.set, before, cellOf(robot));
    }
  }
  isCarried(id: string): boolean {
    return this.carried.includes(id);
  }
}

function add(map: Map<string, number[]>, id: string, cell: number): void {
  map.set(id, [...(map.get(id) ?? []), cell]);
}
