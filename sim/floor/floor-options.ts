// Options of the floor generator, and what must hold between them.
import { type FloorProblem, optionProblem, zoneLimit } from "./problem.ts";

export type Side = "north" | "east" | "south" | "west";
export const sides = ["north", "east", "south", "west"] as const satisfies readonly Side[];

export interface FloorOptions {
  /** Pod blocks from west to east and from north to south. */
  readonly blocksAcross: number;
  readonly blocksDown: number;
  /** Pod places of a block; the smaller of the two at most 2, so that every place touches an aisle. */
  readonly blockWidth?: number;
  readonly blockHeight?: number;
  readonly pickStations: number;
  readonly replenishStations: number;
  readonly pickSide?: Side;
  readonly replenishSide?: Side;
  /** Free cells between the ring road and the stations. */
  readonly hallDepth?: number;
  /** Lanes of the ring road, directions alternating, clockwise next to the blocks. */
  readonly ringLanes?: number;
  /** Queue cells of each station, one way into its work cell. */
  readonly queueCells?: number;
  /** Chargers, on the sides without stations. */
  readonly chargers?: number;
  /**
   * How far the directions of aisles, ring and hall bind: `one-way` closes exits against them, `preferred` only marks
   * them, `two-way` leaves them out. Station lanes are one-way always.
   */
  readonly aisleDirection?: "one-way" | "preferred" | "two-way";
  readonly zoneCount?: number;
  /** Tall racks over the pod blocks, one rack per block; null = pods on the floor. */
  readonly racks?: RackOptions | null;
  /** Chutes instead of pods, one per pod cell; blocks are then one cell wide and high. */
  readonly content?: "pods" | "chutes";
  readonly cellMetres?: number;
}

export interface RackOptions {
  readonly levels: number;
  /** Height of the lowest level, and from each level to the next. */
  readonly firstLevelMetres: number;
  readonly levelMetres: number;
  readonly climbersMax: number;
  /** Cells a robot drives in the time of the way up to each level and down again: what zones compare. */
  readonly climbCells: readonly number[];
}

/** Most levels of a rack: levels are bytes. */
export const levelLimit = 64;

/** Options of the reference floor of the field: 4 × 2 blocks, hall 6, queue 4, pick stations east. */
export const defaultFloorOptions = {
  blockWidth: 4,
  blockHeight: 2,
  pickSide: "east",
  replenishSide: "west",
  hallDepth: 6,
  ringLanes: 2,
  queueCells: 4,
  chargers: 8,
  aisleDirection: "preferred",
  zoneCount: 4,
  racks: null,
  content: "pods",
  cellMetres: 1,
} as const satisfies Partial<FloorOptions>;

export type CompleteFloorOptions = Required<FloorOptions>;

/** Faults of single options; whether everything fits together is the layout's matter. */
export function checkOptions(options: CompleteFloorOptions): readonly FloorProblem[] {
  const problems: FloorProblem[] = [];
  const whole = (
    name:
      | "blocksAcross"
      | "blocksDown"
      | "blockWidth"
      | "blockHeight"
      | "hallDepth"
      | "ringLanes"
      | "queueCells"
      | "zoneCount",
    limit: number,
  ) => {
    const value = options[name];
    if (!(Number.isInteger(value) && value >= 1 && value <= limit)) {
      problems.push(optionProblem(name, `an integer 1 … ${limit}`, value));
    }
  };
  const countFromZero = (name: "pickStations" | "replenishStations" | "chargers") => {
    const value = options[name];
    if (!(Number.isInteger(value) && value >= 0))
      problems.push(optionProblem(name, "an integer of at least 0", value));
  };
  whole("blocksAcross", 1000);
  whole("blocksDown", 1000);
  whole("blockWidth", 100);
  whole("blockHeight", 100);
  whole("hallDepth", 100);
  whole("ringLanes", 8);
  whole("queueCells", 100);
  whole("zoneCount", zoneLimit);
  countFromZero("pickStations");
  countFromZero("replenishStations");
  countFromZero("chargers");
  if (Math.min(options.blockWidth, options.blockHeight) > 2) {
    problems.push(
      optionProblem(
        "blockHeight",
        "blockWidth or blockHeight at most 2, or inner pods are shut in",
        options.blockHeight,
      ),
    );
  }
  if (options.content === "chutes" && options.blockWidth * options.blockHeight !== 1) {
    problems.push(
      optionProblem(
        "blockWidth",
        "1 × 1 cells for each chute",
        `${options.blockWidth} × ${options.blockHeight}`,
      ),
    );
  }
  if (options.racks !== null) problems.push(...checkRacks(options.racks));
  if (!(Number.isFinite(options.cellMetres) && options.cellMetres > 0)) {
    problems.push(optionProblem("cellMetres", "more than 0", options.cellMetres));
  }
  for (const name of ["pickSide", "replenishSide"] as const) {
    if (!sides.includes(options[name])) problems.push(optionProblem(name, sides.join(", "), options[name]));
  }
  if (!["one-way", "preferred", "two-way"].includes(options.aisleDirection)) {
    problems.push(optionProblem("aisleDirection", "one-way, preferred or two-way", options.aisleDirection));
  }
  return problems;
}

function checkRacks(racks: RackOptions): readonly FloorProblem[] {
  const problems: FloorProblem[] = [];
  const { levels, climbersMax, climbCells } = racks;
  if (!(Number.isInteger(levels) && levels >= 1 && levels <= levelLimit))
    problems.push(optionProblem("racks.levels", `an integer 1 … ${levelLimit}`, levels));
  if (!(Number.isInteger(climbersMax) && climbersMax >= 1))
    problems.push(optionProblem("racks.climbersMax", "an integer of at least 1", climbersMax));
  for (const name of ["firstLevelMetres", "levelMetres"] as const) {
    if (!(Number.isFinite(racks[name]) && racks[name] > 0))
      problems.push(optionProblem(`racks.${name}`, "more than 0", racks[name]));
  }
  if (climbCells.length !== levels)
    problems.push(
      optionProblem("racks.climbCells", `${levels} entries, one for each level`, climbCells.length),
    );
  return problems;
}
