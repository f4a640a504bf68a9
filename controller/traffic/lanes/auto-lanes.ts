// One-way lanes for a floor that brings none, found from its shape alone: straight runs, opposite directions side by
// side, and two-way wherever a strict lane would cut something off.
import { CellKind, type Floor, headingOffsets } from "../../../sim/model/index.ts";
import { alternateDirections } from "./alternate.ts";
import { strongGroups } from "./connectivity.ts";
import { findStraightRuns } from "./straight-runs.ts";

/** Fewer robots than this, or than one in so many open cells, do better on the shortest ways. */
const robotsMin = 16;
const cellsPerRobotMax = 100;
/** A floor has aisles where the straight run through a cell is, on average, so long or so large a share of its side. */
const aisleCellsMin = 32;
const aisleShareMin = 0.45;
/** Without aisles, robots drive the shortest ways until they fill this share of the open cells. */
const crowdedShare = 1 / 3;

export type LaneMode = "shape" | "flows" | "none";

/** What "auto" means on a floor for a fleet of this size: its own lanes if it has any, else what its shape asks for. */
export function chooseLaneMode(floor: Floor, robotCount: number): LaneMode {
  if (floor.lanes.some((lanes) => lanes !== 0)) return "none";
  let openCells = 0;
  for (const kind of floor.kind) if (kind !== CellKind.blocked) openCells += 1;
  if (robotCount < robotsMin || robotCount * cellsPerRobotMax < openCells) return "none";
  if (hasAisles(floor)) return "shape";
  return robotCount > openCells * crowdedShare ? "flows" : "none";
}

/** Whether the longer of the two open straight runs through a cell is long, averaged over the open cells. */
export function hasAisles(floor: Floor): boolean {
  const offsets = headingOffsets(floor.width);
  const longest = new Float64Array(floor.exits.length);
  const share = new Float64Array(floor.exits.length);
  let openCells = 0;
  for (const heading of [0, 1]) {
    const side = heading === 0 ? floor.width : floor.height;
    for (let cell = 0; cell < longest.length; cell += 1) {
      if (floor.exits[cell] === 0 || (floor.exits[cell]! & (1 << (heading + 2))) !== 0) continue;
      let length = 1;
      let at = cell;
      for (; (floor.exits[at]! & (1 << heading)) !== 0; at += offsets[heading]!) length += 1;
      for (let i = 0; i < length; i += 1) {
        const passed = cell + i * offsets[heading]!;
        longest[passed] = Math.max(longest[passed]!, length);
        share[passed] = Math.max(share[passed]!, length / side);
      }
    }
  }
  let cells = 0;
  let shares = 0;
  for (let cell = 0; cell < longest.length; cell += 1) {
    if (floor.exits[cell] === 0) continue;
    cells += longest[cell]!;
    shares += share[cell]!;
    openCells += 1;
  }
  return cells >= aisleCellsMin * openCells || shares >= aisleShareMin * openCells;
}

/**
 * Preferred headings per cell, in the form of `Floor.lanes`. Whoever can drive from one cell to another at all can do so
 * with the lanes only, never against one. Of the four ways to begin, that which has to open the fewest lanes both ways.
 */
export function autoLanes(floor: Floor): Uint8Array {
  const axes = [findStraightRuns(floor, 0), findStraightRuns(floor, 1)] as const;
  let best: OpenedLanes | null = null;
  for (const rows of [0, 1] as const) {
    for (const columns of [0, 1] as const) {
      const lanes = new Uint8Array(floor.exits.length);
      for (const runs of axes) {
        const direction = alternateDirections(runs, runs.axis === 0 ? rows : columns);
        for (let cell = 0; cell < lanes.length; cell += 1) {
          const run = runs.runOf[cell]!;
          if (run >= 0) lanes[cell]! |= 1 << (runs.axis + 2 * direction[run]!);
        }
      }
      const kept = keepConnected(floor, lanes);
      if (best === null || kept.opened < best.opened) best = kept;
    }
  }
  return best!.lanes;
}

export interface OpenedLanes {
  readonly lanes: Uint8Array;
  /** Moves that no longer go against a lane. */
  readonly opened: number;
}

/** Opens lanes both ways between neighbours that strict lanes would part. */
export function keepConnected(floor: Floor, lanes: Uint8Array): OpenedLanes {
  const { exits } = floor;
  const offsets = headingOffsets(floor.width);
  const free = floor.kind.map((kind) => (kind === CellKind.blocked ? 0 : 1));
  const whole = strongGroups(exits, offsets, free);
  const strict = strongGroups(strictExits(exits, lanes), offsets, free);
  const result = lanes.slice();
  let opened = 0;
  for (let cell = 0; cell < lanes.length; cell += 1) {
    if (free[cell] === 0) continue;
    for (let heading = 0; heading < 4; heading += 1) {
      const against = (lanes[cell]! & (1 << (heading ^ 2))) !== 0 && (lanes[cell]! & (1 << heading)) === 0;
      if (!against || (exits[cell]! & (1 << heading)) === 0) continue;
      const next = cell + offsets[heading]!;
      if (whole[cell] !== whole[next] || strict[cell] === strict[next]) continue;
      result[cell]! |= 1 << heading;
      opened += 1;
    }
  }
  return { lanes: result, opened };
}

/** The exits that do not go against a lane. */
export function strictExits(exits: Uint8Array, lanes: Uint8Array): Uint8Array {
  return exits.map((open, cell) => {
    const preferred = lanes[cell]!;
    const opposite = ((preferred << 2) | (preferred >> 2)) & 15;
    return open & (preferred | ~opposite);
  });
}
