// Who had which task from when on: the `step:task` texts of a result file.

/** Differs from every task and from −1, so that each robot's text begins with what it had first: viewers count on one entry. */
const nothingYet = -2;

export class ScheduleChanges {
  private readonly changes: string[][];
  private readonly last: Int32Array;

  constructor(team: number) {
    this.changes = Array.from({ length: team }, () => []);
    this.last = new Int32Array(team).fill(nothingYet);
  }

  /** The schedule (task or −1 per robot) at a step; only what is new is kept. */
  note(step: number, schedule: Int32Array): void {
    for (let robot = 0; robot < schedule.length; robot += 1) {
      const task = schedule[robot]!;
      if (task === this.last[robot]) continue;
      this.last[robot] = task;
      this.changes[robot]!.push(`${step}:${task}`);
    }
  }

  text(robot: number): string {
    return this.changes[robot]!.join(",");
  }
}
