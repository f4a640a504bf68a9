// Binary heap of robots by cost; equal costs by id.

export class RobotHeap {
  size = 0;
  private readonly robot: Int32Array;
  private readonly cost: Float64Array;

  constructor(robotCount: number) {
    this.robot = new Int32Array(robotCount);
    this.cost = new Float64Array(robotCount);
  }

  clear(): void {
    this.size = 0;
  }
  get topRobot(): number {
    return this.robot[0]!;
  }
  get topCost(): number {
    return this.cost[0]!;
  }

  push(robot: number, cost: number): void {
    let at = this.size;
    this.size += 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.isBefore(cost, robot, up)) break;
      this.set(at, this.robot[up]!, this.cost[up]!);
      at = up;
    }
    this.set(at, robot, cost);
  }
  pop(): void {
    this.size -= 1;
    if (this.size > 0) this.sink(this.robot[this.size]!, this.cost[this.size]!);
  }
  /** Gives the top robot a higher cost. */
  raiseTop(cost: number): void {
    this.sink(this.robot[0]!, cost);
  }

  private sink(robot: number, cost: number): void {
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= this.size) break;
      if (down + 1 < this.size && this.isBefore(this.cost[down + 1]!, this.robot[down + 1]!, down)) down += 1;
      if (this.isBefore(cost, robot, down)) break;
      this.set(at, this.robot[down]!, this.cost[down]!);
      at = down;
    }
    this.set(at, robot, cost);
  }
  private isBefore(cost: number, robot: number, other: number): boolean {
    return cost < this.cost[other]! || (cost === this.cost[other]! && robot < this.robot[other]!);
  }
  private set(at: number, robot: number, cost: number): void {
    this.robot[at] = robot;
    this.cost[at] = cost;
  }
}
