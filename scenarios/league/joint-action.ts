// One lockstep move of the whole team under the 2023 and 2024 rules (Start-Kit ActionModel): forward, turn right, turn
// left, wait. The checker and the runner share only these rules, never the planner's own bookkeeping.
import type { LeagueMap } from "./instance.ts";

/** Action codes as the result file writes them, in the order forward, clockwise, counter-clockwise, wait, missing. */
export const leagueActions = "FRCWT";
export const LeagueAction = { forward: 0, right: 1, left: 2, wait: 3, missing: 4 } as const;

/** A violation: `kind` in the Start-Kit's words; `other` is −1 where one robot alone is at fault. */
export interface JointActionFault {
  readonly robot: number;
  readonly other: number;
  readonly kind: "unallowed move" | "vertex conflict" | "edge conflict" | "incorrect vector size";
}

/** Applies joint actions; holds scratch arrays so that a step allocates nothing unless there is a fault. */
export class TeamMover {
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  /** 1 = left out: stands in nobody's way and does not move. */
  readonly absent: Uint8Array;
  private readonly map: LeagueMap;
  private readonly nextCell: Int32Array;
  /** Robot that ends on a cell this step, valid where `stamp` is the current one. */
  private readonly endRobot: Int32Array;
  private readonly endStamp: Int32Array;
  private readonly startRobot: Int32Array;
  private stamp = 0;

  constructor(map: LeagueMap, starts: Int32Array) {
    this.map = map;
    this.cell = starts.slice();
    this.heading = new Uint8Array(starts.length);
    this.absent = new Uint8Array(starts.length);
    this.nextCell = new Int32Array(starts.length);
    this.endRobot = new Int32Array(map.blocked.length);
    this.endStamp = new Int32Array(map.blocked.length);
    this.startRobot = new Int32Array(map.blocked.length).fill(-1);
    for (let robot = 0; robot < starts.length; robot += 1) this.startRobot[starts[robot]!] = robot;
  }

  /** What is wrong with this joint action; empty = it is valid. Nothing moves. */
  faults(actions: Uint8Array): JointActionFault[] {
    const { map, cell, heading, absent, nextCell, endRobot, endStamp, startRobot } = this;
    const found: JointActionFault[] = [];
    this.stamp += 1;
    for (let robot = 0; robot < cell.length; robot += 1) {
      if (absent[robot] === 1) continue;
      const action = actions[robot]!;
      if (action === LeagueAction.missing) {
        found.push({ robot, other: -1, kind: "incorrect vector size" });
      }
      let next = cell[robot]!;
      if (action === LeagueAction.forward) {
        next = cellAhead(map, next, heading[robot]!);
        if (next < 0 || map.blocked[next]) {
          found.push({ robot, other: -1, kind: "unallowed move" });
          next = cell[robot]!;
        }
      }
      nextCell[robot] = next;
    }
    for (let robot = 0; robot < cell.length; robot += 1) {
      if (absent[robot] === 1) continue;
      const next = nextCell[robot]!;
      if (endStamp[next] === this.stamp)
        found.push({ robot: endRobot[next]!, other: robot, kind: "vertex conflict" });
      endStamp[next] = this.stamp;
      endRobot[next] = robot;
      if (next === cell[robot]) continue;
      const other = startRobot[next]!;
      if (other > robot && absent[other] === 0 && nextCell[other] === cell[robot])
        found.push({ robot, other, kind: "edge conflict" });
    }
    return found;
  }

  /** Executes a valid joint action. */
  apply(actions: Uint8Array): void {
    const { map, cell, heading, absent, startRobot } = this;
    for (let robot = 0; robot < cell.length; robot += 1) {
      if (absent[robot] === 1) continue;
      const action = actions[robot]!;
      if (action === LeagueAction.right) heading[robot] = (heading[robot]! + 1) & 3;
      else if (action === LeagueAction.left) heading[robot] = (heading[robot]! + 3) & 3;
      else if (action === LeagueAction.forward) {
        if (startRobot[cell[robot]!] === robot) startRobot[cell[robot]!] = -1;
        const next = cellAhead(map, cell[robot]!, heading[robot]!);
        cell[robot] = next;
        startRobot[next] = robot;
      }
    }
  }
}

/** The neighbour in a heading, or −1 off the map (no wrap around a row's end). */
export function cellAhead(map: LeagueMap, cell: number, heading: number): number {
  const column = cell % map.width;
  if (heading === 0) return column + 1 < map.width ? cell + 1 : -1;
  if (heading === 1) return cell + map.width < map.blocked.length ? cell + map.width : -1;
  if (heading === 2) return column > 0 ? cell - 1 : -1;
  return cell >= map.width ? cell - map.width : -1;
}
