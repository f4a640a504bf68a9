// Reads a 2026 path text tick by tick without unpacking it: `[(tick,row,column,heading,progress):(F 3,W 2)]…`.
import type { Complaints } from "../complaints.ts";
import { leagueActions } from "../joint-action.ts";

const segmentPattern = /\[\((\d+),(\d+),(\d+),([0-3]),(\d+)\):\(\s*/y;
const runPattern = /([FRCWT]) (\d+)(?:,\s*|(\)\]))/y;

/** Given at the start of a segment: where the text says the robot is, as `row,column,heading,progress`. */
export type OnSegment = (state: string, firstState: string) => void;

export class PathReader {
  private readonly text: string;
  private readonly name: string;
  private readonly robot: number;
  private readonly segmentTicks: number;
  private readonly complaints: Complaints;
  private at = 0;
  private action = 0;
  private left = 0;
  private tick = 0;
  private isInSegment = false;
  private firstState = "";

  constructor(text: string, name: string, robot: number, segmentTicks: number, complaints: Complaints) {
    this.text = text;
    this.name = name;
    this.robot = robot;
    this.segmentTicks = segmentTicks;
    this.complaints = complaints;
  }

  /** The next tick's action code; −1 after the last, or where the text cannot be read on (with a complaint). */
  next(onSegment: OnSegment): number {
    while (this.left === 0) {
      if (!this.isInSegment) {
        if (this.at >= this.text.length) return -1;
        if (!this.openSegment(onSegment)) return this.stop();
      } else if (!this.openRun()) return this.stop();
    }
    this.left -= 1;
    this.tick += 1;
    return this.action;
  }

  private openSegment(onSegment: OnSegment): boolean {
    segmentPattern.lastIndex = this.at;
    const match = segmentPattern.exec(this.text);
    if (match === null) return this.complain("a segment [(tick,row,column,heading,progress):(");
    if (Number(match[1]) !== this.tick || this.tick % this.segmentTicks !== 0) {
      const begin = Math.ceil(this.tick / this.segmentTicks) * this.segmentTicks;
      return this.complain(`a segment that begins at tick ${begin} after ${this.tick} ticks`);
    }
    this.at = segmentPattern.lastIndex;
    this.isInSegment = true;
    const state = match.slice(2, 6).join(",");
    if (this.tick === 0) this.firstState = state;
    onSegment(state, this.firstState);
    return true;
  }
  private openRun(): boolean {
    runPattern.lastIndex = this.at;
    const match = runPattern.exec(this.text);
    if (match === null || Number(match[2]) === 0) return this.complain("an action and its ticks, as in F 3");
    this.at = runPattern.lastIndex;
    this.action = leagueActions.indexOf(match[1]!);
    this.left = Number(match[2]);
    if (match[3] !== undefined) this.isInSegment = false;
    return true;
  }
  private complain(expected: string): false {
    const found = this.text.slice(this.at, this.at + 24);
    this.complaints.add(this.tick + 1, this.robot, `${this.name}: expected ${expected}, found "${found}"`);
    return false;
  }
  private stop(): number {
    this.at = this.text.length;
    this.isInSegment = false;
    return -1;
  }
}
