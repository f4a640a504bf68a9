// Robots that a person has told to stand: nothing new is released to them until the person lets them go on.

export class Holds {
  private readonly robots: Uint8Array;
  private all = false;

  constructor(robotCount: number) {
    this.robots = new Uint8Array(robotCount);
  }

  /** By its own hold, or with all others. */
  isHeld(robot: number): boolean {
    return this.all || this.robots[robot] === 1;
  }
  hold(robot: number): void {
    this.robots[robot] = 1;
  }
  resume(robot: number): void {
    this.robots[robot] = 0;
  }
  holdAll(): void {
    this.all = true;
  }
  /** Robots that are held one by one stay so. */
  resumeAll(): void {
    this.all = false;
  }
}
