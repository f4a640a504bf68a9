// `errors` of a 2026 result: each row says that a robot was kept from what it was to do in a tick, which the paths show too.
import type { Complaints } from "../complaints.ts";
import { describe } from "../found-value.ts";
import { LeagueAction, leagueActions } from "../joint-action.ts";
import { compareField, listField, type ResultFields } from "../result-fields.ts";

interface HeldRow {
  readonly robot: number;
  readonly tick: number;
  readonly what: string;
  /** The action that its text names, or any. */
  readonly letter: string | undefined;
}

/** Programs count the tick of an error from 0 or from 1: rows are looked up both ways, and the better one is held to. */
const countings = [0, 1] as const;

export class RecordedErrors {
  private readonly rows: HeldRow[] = [];
  private readonly rowsOfTick = new Map<number, number[]>();
  /** Rows that the paths bear out, by way of counting. */
  private readonly isReal = countings.map(() => new Set<number>());

  /** Complains about rows of another form, rows that are there twice, and a wrong count. */
  constructor(
    fields: ResultFields,
    team: number,
    private readonly complaints: Complaints,
  ) {
    const list = listField(fields, "errors", complaints);
    compareField(fields, "numPlannerErrors", list.length, complaints);
    const seen = new Set<string>();
    list.forEach((row, index) => {
      const [robot, , tick, what] = Array.isArray(row) && row.length === 4 ? (row as unknown[]) : [];
      if (!isRobot(robot, team) || !Number.isInteger(tick) || typeof what !== "string") {
        complaints.addFile(`errors[${index}]: expected [robot, −1, tick, text], found ${describe(row)}`);
        return;
      }
      const key = `${robot}/${tick}`;
      if (seen.has(key))
        complaints.add(tick as number, robot, `errors[${index}]: this robot and tick are there twice`);
      seen.add(key);
      const letter = /^Agent waits instead of ([FRC])\b/.exec(what)?.[1];
      const rows = this.rowsOfTick.get(tick as number);
      if (rows === undefined) this.rowsOfTick.set(tick as number, [this.rows.length]);
      else rows.push(this.rows.length);
      this.rows.push({ robot, tick: tick as number, what, letter });
    });
  }

  /** Takes note of a tick (from 0): what robots were to do and what they did. */
  note(tick: number, wanted: Uint8Array, actions: Uint8Array): void {
    for (const from of countings) {
      for (const index of this.rowsOfTick.get(tick + from) ?? []) {
        const { robot, letter } = this.rows[index]!;
        const asked = wanted[robot]!;
        const isHeld = asked !== LeagueAction.wait && actions[robot] === LeagueAction.wait;
        if (isHeld && (letter ?? leagueActions[asked]) === leagueActions[asked])
          this.isReal[from]!.add(index);
      }
    }
  }

  /** Complains about rows that nothing bears out. */
  report(): void {
    const [fromZero, fromOne] = this.isReal as [Set<number>, Set<number>];
    const real = fromZero.size > fromOne.size ? fromZero : fromOne;
    this.rows.forEach(({ robot, tick, what }, index) => {
      if (!real.has(index))
        this.complaints.add(tick, robot, `an error is recorded that did not happen: ${what}`);
    });
  }
}

function isRobot(value: unknown, team: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < team;
}
