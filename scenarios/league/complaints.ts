// What a checker has to say about a result file.

/** One thing wrong; step 0 and robot −1 where it concerns the whole file. */
export interface LeagueViolation {
  readonly step: number;
  readonly robot: number;
  readonly message: string;
}

/** Listed violations at most. */
export const violationLimit = 200;

/** Collects violations; those beyond `violationLimit` are counted, not listed. */
export class Complaints {
  readonly list: LeagueViolation[] = [];
  /** What is unusual and no fault. */
  readonly notes: string[] = [];
  count = 0;
  add(step: number, robot: number, message: string): void {
    this.count += 1;
    if (this.list.length < violationLimit) this.list.push({ step, robot, message });
  }
  /** About the file as a whole. */
  addFile(message: string): void {
    this.add(0, -1, message);
  }
}
