// What a live warehouse leaves in the journal, and how it comes back: where robots stood when it was opened, a copy of the books
// now and then, every step since, and what robots were told to do with their pods.
import { CellKind, type Floor } from "../../../sim/model/index.ts";
import type { JournalRecord } from "../../journal/index.ts";
import type { FleetRobots } from "../fleet-work-port.ts";
import type { HandlingKind } from "./carrier.ts";
import type { BookStep, SavedBooks } from "./site-books.ts";

export interface WarehouseOpened extends JournalRecord {
  readonly kind: "warehouse-opened";
  readonly cell: readonly number[];
  readonly heading: readonly number[];
}

/** Written before the robot is told. */
export interface HandlingBegun extends JournalRecord {
  readonly kind: "warehouse-handling";
  readonly robot: number;
  readonly handling: HandlingKind;
  readonly actionId: string;
  /** −1 for charging. */
  readonly pod: number;
  /** Where the robot stands. */
  readonly place: number;
}

export type WarehouseRecord = WarehouseOpened | HandlingBegun | BookStep;

export interface WarehouseHistory {
  readonly opened: WarehouseOpened;
  readonly saved: SavedBooks | null;
  readonly steps: readonly BookStep[];
  /** The last one of each robot. */
  readonly handlings: readonly HandlingBegun[];
}

/** What records lead to, on top of a copy; null: there is nothing yet. */
export function historyOf(
  copy: Omit<WarehouseHistory, "steps"> | null,
  records: Iterable<WarehouseRecord>,
): WarehouseHistory | null {
  let opened = copy?.opened ?? null;
  const steps: BookStep[] = [];
  const handlings = new Map((copy?.handlings ?? []).map((begun) => [begun.robot, begun]));
  for (const record of records) {
    if (record.kind === "warehouse-opened") opened = record;
    else if (record.kind === "warehouse-step") steps.push(record);
    else handlings.set(record.robot, record);
  }
  if (opened === null) return null;
  return { opened, saved: copy?.saved ?? null, steps, handlings: [...handlings.values()] };
}

/** Robots that are not known to stand anywhere get a place in the books that nobody has, out of the way. */
export function openedWith(robots: FleetRobots, floor: Floor): WarehouseOpened {
  const each = Array.from({ length: robots.count }, (_, robot) => robot);
  const taken = new Set(each.map((robot) => robots.placeOf(robot)));
  const spare = [...floor.podPlaces, ...floor.kind.keys()].filter(
    (cell) => !taken.has(cell) && floor.kind[cell] !== CellKind.blocked,
  );
  return {
    kind: "warehouse-opened",
    cell: each.map((robot) => {
      const place = robots.placeOf(robot);
      if (place >= 0) return place;
      const cell = spare.find((other) => !taken.has(other))!;
      taken.add(cell);
      return cell;
    }),
    heading: each.map((robot) => robots.headingOf(robot)),
  };
}
