// Looks at every step of a run for what frames alone do not tell, since not every step is sent: what befell the site, and
// where robots waited and drove, minute by minute.
import { Activity, EventKind } from "../../sim/model/index.ts";
import type { Run } from "../run-port.ts";
import { NoteKind, type SiteNote, type TrafficPart, type WitnessState } from "./recording-port.ts";

/** Counters per cell: waiting, then left to the east, south, west, north. */
export const trafficCounters = 5;
const counterMax = 0xffff;

export class RunWitness {
  private readonly width: number;
  private readonly counts: Uint16Array;
  /** Where each robot stood after the step before; −1 = not known. */
  private readonly cells: Int32Array;
  private readonly away: Uint8Array;
  private minute = 0;
  /** Latest step and minute that have been handed out: a run made again after going back repeats them. */
  private notedStep = 0;
  private toldMinute = -1;
  private notes: SiteNote[] = [];
  private parts: TrafficPart[] = [];

  constructor(run: Run) {
    this.width = run.floor.width;
    this.counts = new Uint16Array(run.floor.kind.length * trafficCounters);
    this.cells = new Int32Array(run.setup.robots.cell.length).fill(-1);
    this.away = new Uint8Array(run.floor.stations.length);
  }

  /** After each step. */
  look(run: Run): void {
    const { step } = run;
    if (step > this.notedStep) this.readEvents(run);
    this.readPeople(run);
    this.notedStep = Math.max(this.notedStep, step);
    this.countRobots(run);
    const minute = Math.floor((step * run.setup.stepSeconds) / 60 + 1e-9);
    if (minute > this.minute) this.closeMinute(minute);
  }
  /** Notes since the last call. */
  takeNotes(): readonly SiteNote[] {
    const { notes } = this;
    this.notes = [];
    return notes;
  }
  takeTraffic(): readonly TrafficPart[] {
    const { parts } = this;
    this.parts = [];
    return parts;
  }
  /** What happens after `step` is new: it will be told again. */
  forgetAfter(step: number, stepSeconds: number): void {
    this.notedStep = Math.min(this.notedStep, step);
    this.toldMinute = Math.min(this.toldMinute, Math.floor((step * stepSeconds) / 60 + 1e-9) - 1);
    this.notes = this.notes.filter((note) => note.step <= step);
    this.parts = this.parts.filter((part) => part.minute <= this.toldMinute);
  }

  /** What happened up to `step` has been told by another run's witness. */
  forgetBefore(step: number, stepSeconds: number): void {
    this.notedStep = step;
    this.toldMinute = Math.floor((step * stepSeconds) / 60 + 1e-9) - 1;
  }

  snapshot(): WitnessState {
    return { minute: this.minute, counts: this.counts.slice(), cells: this.cells.slice() };
  }
  /** The run has been put back to the step of the state. */
  restore(run: Run, state: WitnessState): void {
    this.away.set(run.observation.stations.away.subarray(0, this.away.length));
    this.minute = state.minute;
    this.counts.set(state.counts);
    this.cells.set(state.cells);
  }

  private readEvents(run: Run): void {
    const { events } = run.observation;
    for (let index = 0; index < events.count; index += 1) {
      const kind = noteOfEvent[events.kind(index)];
      if (kind === undefined) continue;
      this.notes.push({ step: run.step, kind, a: events.a(index), b: events.b(index), c: events.c(index) });
    }
  }
  /** People coming and going are no events of the world: told by comparing with the step before. */
  private readPeople(run: Run): void {
    const { stations } = run.observation;
    for (let station = 0; station < this.away.length; station += 1) {
      const now = stations.away[station]!;
      if (now === this.away[station]) continue;
      this.away[station] = now;
      if (run.step <= this.notedStep) continue;
      const kind = now === 1 ? NoteKind.personAway : NoteKind.personBack;
      this.notes.push({ step: run.step, kind, a: station, b: -1, c: -1 });
    }
  }
  private countRobots(run: Run): void {
    const { robots } = run.observation;
    const { goal } = run.brain;
    for (let robot = 0; robot < this.cells.length; robot += 1) {
      const cell = robots.cell[robot]!;
      const before = this.cells[robot]!;
      this.cells[robot] = cell;
      if (before >= 0 && before !== cell) this.count(before, this.direction(cell - before));
      else if (
        robots.activity[robot] === Activity.waiting &&
        robots.busySteps[robot] === 0 &&
        goal[robot]! >= 0 &&
        goal[robot] !== cell
      ) {
        this.count(cell, 0);
      }
    }
  }
  private direction(difference: number): number {
    if (difference === 1) return 1;
    if (difference === this.width) return 2;
    if (difference === -1) return 3;
    return difference === -this.width ? 4 : -1;
  }
  private count(cell: number, counter: number): void {
    const at = cell * trafficCounters + counter;
    if (counter >= 0 && this.counts[at]! < counterMax) this.counts[at]! += 1;
  }
  private closeMinute(next: number): void {
    if (this.minute > this.toldMinute) {
      this.parts.push({ minute: this.minute, counts: this.counts.slice() });
      this.toldMinute = this.minute;
    }
    this.counts.fill(0);
    this.minute = next;
  }
}

const noteOfEvent: Readonly<Partial<Record<EventKind, NoteKind>>> = {
  [EventKind.robotFailed]: NoteKind.robotFailed,
  [EventKind.batteryEmpty]: NoteKind.batteryEmpty,
  [EventKind.stationOpened]: NoteKind.stationOpened,
  [EventKind.stationClosed]: NoteKind.stationClosed,
  [EventKind.cellClosed]: NoteKind.cellClosed,
  [EventKind.cellOpened]: NoteKind.cellOpened,
  [EventKind.stockLost]: NoteKind.stockLost,
  [EventKind.deliveryLate]: NoteKind.deliveryLate,
  [EventKind.robotJoined]: NoteKind.robotJoined,
  [EventKind.robotLeft]: NoteKind.robotLeft,
};
