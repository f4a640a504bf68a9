// Robots that a checker no longer follows: after its first illegal action nobody knows where a robot is, and everything
// that it did from there on would be reported as a consequence. Its errands are taken from the file's own events.

import { Complaints } from "./complaints.ts";
import { listField, type ResultFields } from "./result-fields.ts";

export class OffCourse {
  /** 1 = something about the robot's actions has been reported. */
  private readonly suspect: Uint8Array;
  private events: ReadonlySet<string> | null = null;

  constructor(
    private readonly fields: ResultFields,
    team: number,
  ) {
    this.suspect = new Uint8Array(team);
  }

  /** Is any robot off course? */
  any = false;

  add(robot: number): void {
    this.suspect[robot] = 1;
    this.any = true;
  }

  /** Which of two robots that collide is to blame: the one reported before, or the one that moves; else both. */
  culprits(robot: number, other: number, moves: boolean, otherMoves: boolean): readonly number[] {
    if (other < 0) return [robot];
    const known = this.suspect[robot]! - this.suspect[other]!;
    if (known !== 0) return [known > 0 ? robot : other];
    if (moves !== otherMoves) return [moves ? robot : other];
    return [robot, other];
  }

  /** For `TaskBook.advance`: whether the file says that a robot off course did this errand; undefined for the others. */
  claims(step: number, robot: number, task: number, errand: number): boolean | undefined {
    if (this.suspect[robot] === 0) return undefined;
    this.events ??= recordedErrands(this.fields);
    return this.events.has(`${step}/${robot}/${task}/${errand}`);
  }
}

/** Errands in a file's events, of whichever year. */
function recordedErrands(fields: ResultFields): ReadonlySet<string> {
  const errands = new Set<string>();
  listField(fields, "events", new Complaints()).forEach((entry, robot) => {
    if (!Array.isArray(entry)) return;
    if (entry.every(Number.isInteger)) errands.add(entry.join("/"));
    for (const event of entry as unknown[]) {
      if (Array.isArray(event) && event[2] === "finished") errands.add(`${event[1]}/${robot}/${event[0]}/1`);
    }
  });
  return errands;
}
