// Distances that dispatch scores with: laden steps between each station and each pod place over the empty floor
// (breadth first, turns not counted, the climb to the place's level added), and Manhattan distance for unladen robots, which may pass beneath pods.
import { CellKind, type Floor, headingOffsets, levelsOf, type PodStates } from "../../../sim/model/index.ts";

/** Marks a place with no laden route. */
export const unreachable = 65535;
/** Rows kept for cells that are no station's. */
const cellRowsMax = 64;

export class Geometry {
  /** Index into `floor.podPlaces` of each cell, of its lowest place on tall racks, or −1. */
  readonly placeOfCell: Int32Array;
  /** Station whose work cell or lane, in or out, a cell belongs to, or −1. */
  readonly laneOfCell: Int32Array;
  private readonly toRows: (Uint16Array | undefined)[];
  private readonly fromRows: (Uint16Array | undefined)[];
  private readonly orders: (Int32Array | undefined)[];
  private readonly cellRows = new Map<number, Uint16Array>();

  /** `climbSteps[level]`: up to a level of a tall rack and down again. */
  constructor(
    readonly floor: Floor,
    private readonly climbSteps: Int32Array = new Int32Array(1),
  ) {
    this.placeOfCell = new Int32Array(floor.width * floor.height).fill(-1);
    for (let place = floor.podPlaces.length - 1; place >= 0; place -= 1) {
      this.placeOfCell[floor.podPlaces[place]] = place;
    }
    this.laneOfCell = laneCells(floor);
    this.toRows = floor.stations.map(() => undefined);
    this.fromRows = floor.stations.map(() => undefined);
    this.orders = floor.stations.map(() => undefined);
  }

  /** Place at a level of a cell; −1 where the cell is no pod place. */
  placeOf(cell: number, level: number): number {
    const lowest = this.placeOfCell[cell];
    return lowest < 0 ? -1 : lowest + level;
  }
  /** Place where a stored pod stands. */
  placeOfPod(pods: PodStates, pod: number): number {
    return this.placeOf(pods.cell[pod], pods.level[pod]);
  }
  levelOfPlace(place: number): number {
    return place - this.placeOfCell[this.floor.podPlaces[place]];
  }
  /** Laden steps from each pod place to the station's work cell. */
  toStation(station: number): Uint16Array {
    this.toRows[station] ??= this.row(this.floor.stations[station].workCell, "towards");
    return this.toRows[station];
  }
  /** Laden steps from the station's work cell to each pod place. */
  fromStation(station: number): Uint16Array {
    this.fromRows[station] ??= this.row(this.floor.stations[station].workCell, "away");
    return this.fromRows[station];
  }
  /** Laden steps from any cell to each pod place: for a pod whose way did not begin at a station, which is rare. */
  fromCell(cell: number): Uint16Array {
    let row = this.cellRows.get(cell);
    if (!row) {
      row = this.row(cell, "away");
      if (this.cellRows.size >= cellRowsMax) this.cellRows.clear();
      this.cellRows.set(cell, row);
    }
    return row;
  }
  /** Reachable pod places, nearest to the station's exit first; ties by place. */
  placesFromStation(station: number): Int32Array {
    this.orders[station] ??= sortedByDistance(this.fromStation(station));
    return this.orders[station];
  }
  private row(cell: number, direction: "towards" | "away"): Uint16Array {
    return placeDistances(this.floor, cell, this.placeOfCell, direction, this.climbSteps);
  }
  manhattan(cellA: number, cellB: number): number {
    const width = this.floor.width;
    const columnA = cellA % width;
    const columnB = cellB % width;
    return Math.abs(columnA - columnB) + Math.abs((cellA - columnA) / width - (cellB - columnB) / width);
  }
}

/** Marks each station's work cell and the queue cells that lead into or out of it. */
function laneCells(floor: Floor): Int32Array {
  const lane = new Int32Array(floor.width * floor.height).fill(-1);
  const offsets = headingOffsets(floor.width);
  for (const [station, site] of floor.stations.entries()) {
    lane[site.workCell] = station;
    const open = [site.workCell];
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      for (let heading = 0; heading < 4; heading += 1) {
        for (const [next, from] of [
          [cell + offsets[heading], cell],
          [cell - offsets[heading], cell - offsets[heading]],
        ]) {
          if (next < 0 || next >= lane.length || lane[next] >= 0 || floor.kind[next] !== CellKind.queue)
            continue;
          if (((floor.exits[from] >> heading) & 1) === 0) continue;
          lane[next] = station;
          open.push(next);
        }
      }
    }
  }
  return lane;
}

/** Steps from (`away`) or to (`towards`) a cell over cells a laden robot may drive through; pod places are ends, never passages. */
export function cellDistances(floor: Floor, start: number, direction: "towards" | "away"): Uint16Array {
  const offsets = headingOffsets(floor.width);
  const cells = floor.width * floor.height;
  const distance = new Uint16Array(cells).fill(unreachable);
  const queue = new Int32Array(cells);
  let head = 0;
  let tail = 0;
  distance[start] = 0;
  queue[tail++] = start;
  while (head < tail) {
    const cell = queue[head++];
    const kind = floor.kind[cell];
    if (cell !== start && (kind === CellKind.podPlace || kind === CellKind.charger)) continue;
    for (let heading = 0; heading < 4; heading += 1) {
      const next = direction === "away" ? cell + offsets[heading] : cell - offsets[heading];
      if (next < 0 || next >= cells || distance[next] !== unreachable) continue;
      if (((floor.exits[direction === "away" ? cell : next] >> heading) & 1) === 0) continue;
      distance[next] = Math.min(unreachable - 1, distance[cell] + 1);
      queue[tail++] = next;
    }
  }
  return distance;
}

/** The same for pod places, with the climb to their level. */
function placeDistances(
  floor: Floor,
  start: number,
  placeOfCell: Int32Array,
  direction: "towards" | "away",
  climbSteps: Int32Array,
): Uint16Array {
  const distance = cellDistances(floor, start, direction);
  const cells = distance.length;
  const row = new Uint16Array(floor.podPlaces.length);
  const levels = levelsOf(floor);
  for (let cell = 0; cell < cells; cell += 1) {
    if (placeOfCell[cell] < 0) continue;
    for (let level = 0; level < levels; level += 1) {
      const steps = distance[cell] + climbSteps[level];
      row[placeOfCell[cell] + level] =
        distance[cell] === unreachable ? unreachable : Math.min(unreachable - 1, steps);
    }
  }
  return row;
}

/** Counting sort: stable, so ties stay by place. */
function sortedByDistance(row: Uint16Array): Int32Array {
  let longest = 0;
  let reachable = 0;
  for (const steps of row) {
    if (steps === unreachable) continue;
    longest = Math.max(longest, steps);
    reachable += 1;
  }
  const start = new Int32Array(longest + 2);
  for (const steps of row) if (steps !== unreachable) start[steps + 1] += 1;
  for (let steps = 0; steps <= longest; steps += 1) start[steps + 1] += start[steps];
  const order = new Int32Array(reachable);
  for (let place = 0; place < row.length; place += 1) {
    if (row[place] !== unreachable) order[start[row[place]]++] = place;
  }
  return order;
}
