// Draws a goods-to-person floor: pod blocks with single-lane aisles, a ring road of two lanes around them, halls on the
// station sides, stations with a U-shaped lane each, chargers along the other sides. Shape after the layouts of
// Merschformann, Xie, Li (2018), RAWSim-O.
import { CellKind, type Floor, Heading, StationKind, type StationSite } from "../model/index.ts";
import { checkFloor, isConnected } from "./check-floor.ts";
import { cutChutes } from "./cut-chutes.ts";
import {
  type CompleteFloorOptions,
  checkOptions,
  defaultFloorOptions,
  type FloorOptions,
  type Side,
  sides,
} from "./floor-options.ts";
import { FloorPlan } from "./floor-plan.ts";
import { cellLimit, type FloorProblem, type FloorResult, optionProblem } from "./problem.ts";
import { raiseRacks } from "./raise-racks.ts";
import { podPlaceZones } from "./zones.ts";

/** Cells along a side that a station's U-shaped lane takes: in, work cell, out. */
const stationPitch = 3;

/** A floor, or what is impossible about the options. The same options always give the same floor. */
export function generateFloor(options: FloorOptions): FloorResult {
  const complete: CompleteFloorOptions = { ...defaultFloorOptions, ...options };
  const optionProblems = checkOptions(complete);
  if (optionProblems.length > 0) return { ok: false, problems: optionProblems };
  const layout = layOut(complete);
  const layoutProblems = checkLayout(complete, layout);
  if (layoutProblems.length > 0) return { ok: false, problems: layoutProblems };

  const plan = new FloorPlan(layout.width, layout.height);
  drawStorage(plan, complete, layout);
  drawRing(plan, complete, layout);
  for (const side of sides) if (layout.stations[side].length > 0) drawHall(plan, complete, layout, side);
  const stations = drawStations(plan, complete, layout);
  const chargers = drawChargers(plan, layout);
  const drawn = finish(plan, complete, stations, chargers);
  const floor = complete.content === "chutes" ? cutChutes(drawn) : drawn;
  const check = checkFloor(floor);
  if (!isConnected(check)) {
    const cells = [...check.cutOffUnladen, ...check.cutOffLaden, ...check.cutOffPlaces]
      .slice(0, 5)
      .join(", ");
    const expected = "directions that leave no cell cut off";
    const found = `"${complete.aisleDirection}" cuts off cells ${cells} …`;
    return { ok: false, problems: [optionProblem("aisleDirection", expected, found)] };
  }
  return { ok: true, floor, check };
}

/** Where everything goes. The core is the storage with its ring; sides hang on it. */
interface Layout {
  readonly width: number;
  readonly height: number;
  readonly coreColumn: number;
  readonly coreRow: number;
  readonly coreWidth: number;
  readonly coreHeight: number;
  /** Kinds of the stations on each side, in order along it. */
  readonly stations: Readonly<Record<Side, readonly StationKind[]>>;
  readonly chargers: Readonly<Record<Side, number>>;
}

function layOut(options: CompleteFloorOptions): Layout {
  const { blocksAcross, blocksDown, blockWidth, blockHeight, ringLanes } = options;
  const coreWidth = blocksAcross * (blockWidth + 1) - 1 + 2 * ringLanes;
  const coreHeight = blocksDown * (blockHeight + 1) - 1 + 2 * ringLanes;
  const stations = stationsBySide(options);
  const chargers = chargersBySide(options, stations);
  const margin = (side: Side) =>
    stations[side].length > 0 ? options.hallDepth + options.queueCells : Math.min(1, chargers[side]);
  return {
    width: margin("west") + coreWidth + margin("east"),
    height: margin("north") + coreHeight + margin("south"),
    coreColumn: margin("west"),
    coreRow: margin("north"),
    coreWidth,
    coreHeight,
    stations,
    chargers,
  };
}

/** Stations of both kinds on one side are mixed evenly. */
function stationsBySide(options: CompleteFloorOptions): Record<Side, StationKind[]> {
  const result: Record<Side, StationKind[]> = { north: [], east: [], south: [], west: [] };
  for (const side of sides) {
    const pick = options.pickSide === side ? options.pickStations : 0;
    const replenish = options.replenishSide === side ? options.replenishStations : 0;
    let picksPlaced = 0;
    for (let i = 0; i < pick + replenish; i += 1) {
      const isPick = Math.ceil(((i + 1) * pick) / (pick + replenish)) > picksPlaced;
      if (isPick) picksPlaced += 1;
      result[side].push(isPick ? StationKind.pick : StationKind.replenish);
    }
  }
  return result;
}

function chargersBySide(
  options: CompleteFloorOptions,
  stations: Readonly<Record<Side, readonly StationKind[]>>,
): Record<Side, number> {
  const result: Record<Side, number> = { north: 0, east: 0, south: 0, west: 0 };
  const free = chargerSides(stations);
  for (const [i, side] of free.entries()) {
    result[side] =
      Math.floor(((i + 1) * options.chargers) / free.length) -
      Math.floor((i * options.chargers) / free.length);
  }
  return result;
}

/** North and south where they are free of stations, else whichever sides are. */
function chargerSides(stations: Readonly<Record<Side, readonly StationKind[]>>): readonly Side[] {
  const free = sides.filter((side) => stations[side].length === 0);
  const longSides = free.filter((side) => side === "north" || side === "south");
  return longSides.length > 0 ? longSides : free;
}

function checkLayout(options: CompleteFloorOptions, layout: Layout): readonly FloorProblem[] {
  const problems: FloorProblem[] = [];
  for (const side of sides) {
    const length = sideLength(layout, side);
    const room = Math.floor(length / stationPitch);
    if (layout.stations[side].length > room) {
      const option = options.pickSide === side ? "pickStations" : "replenishStations";
      const expected = `at most ${room} stations on the ${side} side (${length} cells, ${stationPitch} per station)`;
      problems.push(optionProblem(option, expected, layout.stations[side].length));
    }
  }
  const room = chargerSides(layout.stations).reduce((sum, side) => sum + sideLength(layout, side), 0);
  if (options.chargers > room) {
    problems.push(
      optionProblem("chargers", `at most ${room} on the sides without stations`, options.chargers),
    );
  }
  if (layout.width * layout.height > cellLimit) {
    const found = `${layout.width} × ${layout.height}`;
    problems.push(optionProblem("blocksAcross × blocksDown", `a floor of at most ${cellLimit} cells`, found));
  }
  return problems;
}

function sideLength(layout: Layout, side: Side): number {
  return side === "east" || side === "west" ? layout.coreHeight : layout.coreWidth;
}

/** Blocks of pod places; aisles between them, whose directions alternate. */
function drawStorage(plan: FloorPlan, options: CompleteFloorOptions, layout: Layout): void {
  const { blockWidth, blockHeight, ringLanes } = options;
  const columns = layout.coreWidth - 2 * ringLanes;
  const rows = layout.coreHeight - 2 * ringLanes;
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const cell = plan.cell(layout.coreColumn + ringLanes + x, layout.coreRow + ringLanes + y);
      const inAisleDown = (x + 1) % (blockWidth + 1) === 0;
      const inAisleAcross = (y + 1) % (blockHeight + 1) === 0;
      plan.kind[cell] = inAisleDown || inAisleAcross ? CellKind.aisle : CellKind.podPlace;
      if (inAisleDown) {
        const aisle = (x + 1) / (blockWidth + 1);
        plan.direct(cell, aisle % 2 === 0 ? Heading.north : Heading.south);
      }
      if (inAisleAcross) {
        const aisle = (y + 1) / (blockHeight + 1);
        plan.direct(cell, aisle % 2 === 0 ? Heading.west : Heading.east);
      }
    }
  }
}

/** Corners have no direction of their own: their neighbours' directions turn the traffic, and the hall stays reachable. */
function drawRing(plan: FloorPlan, options: CompleteFloorOptions, layout: Layout): void {
  const { ringLanes } = options;
  for (let lane = 0; lane < ringLanes; lane += 1) {
    const clockwise = (ringLanes - 1 - lane) % 2 === 0;
    const left = layout.coreColumn + lane;
    const right = layout.coreColumn + layout.coreWidth - 1 - lane;
    const top = layout.coreRow + lane;
    const bottom = layout.coreRow + layout.coreHeight - 1 - lane;
    for (let x = left + 1; x < right; x += 1) {
      drawLane(plan, plan.cell(x, top), clockwise ? Heading.east : Heading.west);
      drawLane(plan, plan.cell(x, bottom), clockwise ? Heading.west : Heading.east);
    }
    for (let y = top + 1; y < bottom; y += 1) {
      drawLane(plan, plan.cell(left, y), clockwise ? Heading.north : Heading.south);
      drawLane(plan, plan.cell(right, y), clockwise ? Heading.south : Heading.north);
    }
    for (const x of [left, right]) for (const y of [top, bottom]) plan.kind[plan.cell(x, y)] = CellKind.aisle;
  }
}

/** Lanes along the side whose directions alternate, beginning opposite to the ring's outer lane. */
function drawHall(plan: FloorPlan, options: CompleteFloorOptions, layout: Layout, side: Side): void {
  const clockwise = { north: Heading.east, east: Heading.south, south: Heading.west, west: Heading.north }[
    side
  ];
  for (let depth = 0; depth < options.hallDepth; depth += 1) {
    const heading = depth % 2 === 0 ? clockwise : opposite(clockwise);
    for (let along = 0; along < sideLength(layout, side); along += 1) {
      drawLane(plan, sideCell(plan, layout, side, along, depth), heading);
    }
  }
}

function drawLane(plan: FloorPlan, cell: number, heading: Heading): void {
  plan.kind[cell] = CellKind.aisle;
  plan.direct(cell, heading);
}

/** Stations in the order pick, then replenish; each from north to south or west to east. */
function drawStations(plan: FloorPlan, options: CompleteFloorOptions, layout: Layout): StationSite[] {
  const sites: StationSite[] = [];
  for (const kind of [StationKind.pick, StationKind.replenish]) {
    for (const side of sides) {
      const kinds = layout.stations[side];
      const length = sideLength(layout, side);
      for (const [i, stationKind] of kinds.entries()) {
        if (stationKind !== kind) continue;
        const along = Math.floor((i * length) / kinds.length + (length / kinds.length - stationPitch) / 2);
        const letter = kind === StationKind.pick ? "P" : "R";
        const number = sites.filter((site) => site.kind === kind).length + 1;
        sites.push(drawStation(plan, options, layout, side, along, kind, `${letter}${number}`));
      }
    }
  }
  return sites;
}

/**
 * A lane out of the hall with the queue, a corner, the work cell, a corner, and a lane back into the hall: a pod turns
 * while it queues and drives straight through the work cell.
 */
function drawStation(
  plan: FloorPlan,
  options: CompleteFloorOptions,
  layout: Layout,
  side: Side,
  along: number,
  kind: StationKind,
  name: string,
): StationSite {
  const { hallDepth, queueCells } = options;
  const outward = { north: Heading.north, east: Heading.east, south: Heading.south, west: Heading.west }[
    side
  ];
  const sideways = side === "east" || side === "west" ? Heading.south : Heading.east;
  const last = hallDepth + queueCells - 1;
  const at = (offset: number, depth: number) => sideCell(plan, layout, side, along + offset, depth);
  const queue = new Int32Array(queueCells);
  for (let i = 0; i < queueCells; i += 1) {
    queue[i] = at(0, last - i);
    plan.laneCell(queue[i]!, CellKind.queue, outward, i === 0 ? sideways : outward);
  }
  const workCell = at(1, last);
  plan.laneCell(workCell, CellKind.work, sideways, sideways);
  for (let depth = last; depth >= hallDepth; depth -= 1) {
    plan.laneCell(
      at(2, depth),
      CellKind.aisle,
      depth === last ? sideways : opposite(outward),
      opposite(outward),
    );
  }
  return { name, kind, workCell, queueCells: queue };
}

function drawChargers(plan: FloorPlan, layout: Layout): Int32Array {
  const cells: number[] = [];
  for (const side of sides) {
    const count = layout.chargers[side];
    for (let i = 0; i < count; i += 1) {
      const along = Math.floor(((i + 0.5) * sideLength(layout, side)) / count);
      const cell = sideCell(plan, layout, side, along, 0);
      plan.kind[cell] = CellKind.charger;
      cells.push(cell);
    }
  }
  return Int32Array.from(cells).sort();
}

/** The cell `along` the side (from its north or west end) and `depth` cells outside the ring. */
function sideCell(plan: FloorPlan, layout: Layout, side: Side, along: number, depth: number): number {
  const { coreColumn, coreRow, coreWidth, coreHeight } = layout;
  switch (side) {
    case "north":
      return plan.cell(coreColumn + along, coreRow - 1 - depth);
    case "south":
      return plan.cell(coreColumn + along, coreRow + coreHeight + depth);
    case "west":
      return plan.cell(coreColumn - 1 - depth, coreRow + along);
    case "east":
      return plan.cell(coreColumn + coreWidth + depth, coreRow + along);
  }
}

function opposite(heading: Heading): Heading {
  return (heading ^ 2) as Heading;
}

function finish(
  plan: FloorPlan,
  options: CompleteFloorOptions,
  stations: readonly StationSite[],
  chargers: Int32Array,
): Floor {
  const { aisleDirection, zoneCount, cellMetres } = options;
  const podPlaces: number[] = [];
  for (const [cell, kind] of plan.kind.entries()) if (kind === CellKind.podPlace) podPlaces.push(cell);
  const floor = {
    width: plan.width,
    height: plan.height,
    kind: plan.kind,
    exits: plan.exits(aisleDirection === "one-way"),
    lanes: aisleDirection === "two-way" ? new Uint8Array(plan.kind.length) : plan.lanes(),
    podPlaces: Int32Array.from(podPlaces),
    chargers,
    stations,
    cellMetres,
  };
  const flat = { ...floor, zone: podPlaceZones(floor, zoneCount), zoneCount };
  return options.racks === null ? flat : raiseRacks(flat, options.racks);
}
