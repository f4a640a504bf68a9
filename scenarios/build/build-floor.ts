// The floor of a scenario, and what is impossible about it in the scenario's own field names.
import {
  type CellPosition,
  type FloorProblem,
  type FloorResult,
  generateFloor,
  parseMovingAiMap,
} from "../../sim/floor/index.ts";
import { type Floor, StationKind } from "../../sim/model/index.ts";
import type { FieldPath } from "../load/problem.ts";
import type { GeneratedFloorSpec, MovingAiFloorSpec, SorterFloorSpec } from "../schema/floor-schema.ts";
import type { Scenario } from "../schema/scenario-schema.ts";
import { type FieldMisfit, misfit } from "./misfit.ts";
import { rackOptions } from "./rack-options.ts";

export type BuiltFloor =
  | { readonly ok: true; readonly value: Floor }
  | { readonly ok: false; readonly misfits: readonly FieldMisfit[] };

/** `map` is the text of `floor.file`. */
export function buildFloor(scenario: Scenario, map: string | undefined): BuiltFloor {
  const spec = scenario.floor;
  if (spec.kind === "generated") return checked(generated(spec, scenario), spec.kind, "");
  if (spec.kind === "sorter") return checked(sorter(spec, scenario), spec.kind, "");
  if (map === undefined) {
    return { ok: false, misfits: [misfit(["floor", "file"], "a map file that has been read", spec.file)] };
  }
  const areas = areaCells(spec, map);
  if (areas.length === 0) {
    const misfits = [misfit(["floor", "podAreas"], "at least one free cell of the map", "none")];
    return { ok: false, misfits };
  }
  return checked(imported(spec, map, areas), spec.kind, spec.file);
}

function generated(spec: GeneratedFloorSpec, scenario: Scenario): FloorResult {
  return generateFloor({
    blocksAcross: spec.blocks.columns,
    blocksDown: spec.blocks.rows,
    blockWidth: spec.blocks.width,
    blockHeight: spec.blocks.height,
    pickStations: scenario.stations.pick.count ?? 0,
    replenishStations: scenario.stations.replenish.count ?? 0,
    pickSide: spec.pickSide,
    replenishSide: spec.replenishSide,
    hallDepth: spec.hallCells,
    ringLanes: spec.ringLanes,
    queueCells: spec.queueCells,
    chargers: spec.chargers,
    aisleDirection: spec.aisleDirection,
    racks: rackOptions(spec, scenario),
    zoneCount: spec.zones,
    cellMetres: spec.cellMetres,
  });
}

/** Inductions on both sides, one more in the east where they are odd. */
function sorter(spec: SorterFloorSpec, scenario: Scenario): FloorResult {
  const inductions = scenario.stations.pick.count ?? 0;
  return generateFloor({
    content: "chutes",
    blocksAcross: spec.chutes.columns,
    blocksDown: spec.chutes.rows,
    blockWidth: 1,
    blockHeight: 1,
    pickStations: Math.ceil(inductions / 2),
    replenishStations: Math.floor(inductions / 2),
    hallDepth: spec.hallCells,
    ringLanes: spec.ringLanes,
    queueCells: spec.queueCells,
    chargers: spec.chargers,
    aisleDirection: spec.aisleDirection,
    zoneCount: 1,
    cellMetres: spec.cellMetres,
  });
}

function imported(spec: MovingAiFloorSpec, map: string, podPlaces: readonly CellPosition[]): FloorResult {
  const kinds = { pick: StationKind.pick, replenish: StationKind.replenish };
  return parseMovingAiMap(map, {
    podPlaces,
    stations: spec.stations.map(({ name, kind, work, queue }) => ({
      name,
      kind: kinds[kind],
      workCell: work,
      queueCells: queue,
    })),
    chargers: spec.chargers,
    zoneCount: spec.zones,
    cellMetres: spec.cellMetres,
  });
}

/** Free cells of the pod areas that no station or charger takes, row by row. */
function areaCells(spec: MovingAiFloorSpec, map: string): readonly CellPosition[] {
  const bare = parseMovingAiMap(map);
  if (!bare.ok) return spec.podAreas.map(({ from }) => from);
  const { width, height, kind } = bare.floor;
  const taken = new Set(
    [...spec.chargers, ...spec.stations.flatMap(({ work, queue }) => [work, ...queue])].map(String),
  );
  const cells = new Map<string, CellPosition>();
  for (const { from, to } of spec.podAreas) {
    const [left, right] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
    const [top, bottom] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
    for (let row = top; row <= Math.min(bottom, height - 1); row += 1) {
      for (let column = left; column <= Math.min(right, width - 1); column += 1) {
        const position = [column, row] as const;
        if (kind[row * width + column] !== 0 && !taken.has(String(position)))
          cells.set(String(position), position);
      }
    }
  }
  return [...cells.values()];
}

function checked(result: FloorResult, kind: Scenario["floor"]["kind"], file: string): BuiltFloor {
  if (!result.ok) return { ok: false, misfits: result.problems.map((problem) => floorMisfit(problem, file)) };
  const { cutOffLaden, cutOffPlaces } = result.check;
  const stations = result.floor.stations.map(({ workCell }) => workCell);
  const lost = [...cutOffLaden.filter((cell) => stations.includes(cell)), ...cutOffPlaces];
  if (kind === "movingai" && lost.length > 0) {
    const cells = lost.slice(0, 5).map((cell) => {
      return `[${cell % result.floor.width}, ${Math.floor(cell / result.floor.width)}]`;
    });
    const expected = "pod places and work cells that a robot with a pod can reach and leave";
    return { ok: false, misfits: [misfit(["floor"], expected, `cut off: ${cells.join(", ")}`)] };
  }
  return { ok: true, value: result.floor };
}

/** Options of the floor room → fields of the scenario. */
const fieldOf: Readonly<Record<string, FieldPath>> = {
  blocksAcross: ["floor", "blocks", "columns"],
  blocksDown: ["floor", "blocks", "rows"],
  "blocksAcross × blocksDown": ["floor", "blocks"],
  blockWidth: ["floor", "blocks", "width"],
  blockHeight: ["floor", "blocks", "height"],
  hallDepth: ["floor", "hallCells"],
  zoneCount: ["floor", "zones"],
  pickStations: ["stations", "pick", "count"],
  replenishStations: ["stations", "replenish", "count"],
};

function floorMisfit(problem: FloorProblem, file: string): FieldMisfit {
  if (problem.kind === "text") {
    const found = `${problem.found} at ${file}:${problem.line}:${problem.column}`;
    return misfit(["floor", "file"], problem.expected, found);
  }
  const known = fieldOf[problem.option];
  if (known !== undefined) return misfit(known, problem.expected, problem.found);
  const path = problem.option
    .replace(".workCell", ".work")
    .replace(".queueCells", ".queue")
    .split(/[.[\]]/)
    .filter((part) => part !== "")
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return misfit(["floor", ...path], problem.expected, problem.found);
}
