// Robots that come onto the floor and leave it. Those that are not on it stand in the yard: blocked cells beside the floor, which
// nobody can enter and from which nobody can drive.
import { assert } from "../kernel/index.ts";
import { CellKind, EventKind } from "../model/index.ts";
import type { WorldState } from "./world-state.ts";

/** The robots with the highest ids among those that are on the floor and stay begin to leave. */
export function beginToLeave({ robots }: WorldState, count: number): void {
  let left = count;
  for (let robot = robots.count - 1; robot >= 0 && left > 0; robot -= 1) {
    if (robots.away[robot] === 1 || robots.leaving[robot] === 1) continue;
    robots.leaving[robot] = 1;
    left -= 1;
  }
}

/** After the actions of a step: robots that have nothing in hand leave, and robots from the yard come where there is room. */
export function changeFleet(state: WorldState): void {
  const { robots, occupant } = state;
  for (let robot = 0; robot < robots.count; robot += 1) {
    const canLeave =
      robots.leaving[robot] === 1 &&
      robots.pod[robot]! < 0 &&
      robots.busySteps[robot] === 0 &&
      robots.entering[robot]! < 0;
    if (!canLeave) continue;
    occupant[robots.cell[robot]!] = -1;
    const place = freeYardCell(state);
    robots.cell[robot] = place;
    occupant[place] = robot;
    robots.rest(robot);
    state.events.add(EventKind.robotLeft, robot);
  }
  for (let robot = 0; robot < robots.count && state.robotsToJoin > 0; robot += 1) {
    if (robots.away[robot] === 0) continue;
    const entry = freeEntry(state);
    if (entry < 0) return;
    occupant[robots.cell[robot]!] = -1;
    robots.cell[robot] = entry;
    occupant[entry] = robot;
    robots.wake(robot);
    state.robotsToJoin -= 1;
    state.events.add(EventKind.robotJoined, robot, entry);
  }
}

function freeYardCell({ floor, occupant }: WorldState): number {
  for (let cell = floor.kind.length - 1; cell >= 0; cell -= 1) {
    if (floor.kind[cell] === CellKind.blocked && occupant[cell]! < 0) return cell;
  }
  assert(false, "the yard has a cell for every robot that may leave");
}

/** A pod place with nobody on it that is open to all: robots drive beneath pods. The last ones first, which lie by the yard. */
function freeEntry({ floor, occupant, cellClosedUntil }: WorldState): number {
  const { podPlaces } = floor;
  for (let place = podPlaces.length - 1; place >= 0; place -= 1) {
    const cell = podPlaces[place]!;
    if (occupant[cell]! < 0 && cellClosedUntil[cell] === 0) return cell;
  }
  return -1;
}
