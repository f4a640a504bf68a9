// Floors of the simulator as road maps: a scenario's own floor, or a MovingAI map file.
import { parseMovingAiMap } from "../../sim/floor/index.ts";
import type { RoadMap } from "../../sim/model/index.ts";
import { buildFloor } from "../build/build-floor.ts";
import { type Checked, formatPath } from "../load/problem.ts";
import type { Scenario } from "../schema/scenario-schema.ts";
import { floorRoads } from "./floor-roads.ts";

export interface LayoutSource {
  /** Name in problems. */
  readonly source: string;
  readonly project: string;
  readonly types: readonly string[];
}

/** @param map text of the scenario's map file, if it names one. */
export function scenarioRoads(
  scenario: Scenario,
  map: string | undefined,
  { source, project, types }: LayoutSource,
): Checked<RoadMap> {
  const built = buildFloor(scenario, map);
  if (built.ok) return { ok: true, value: floorRoads(built.value, { project, types }) };
  const problems = built.misfits.map((misfit) => ({
    source,
    path: formatPath(misfit.path),
    expected: misfit.expected,
    found: misfit.found,
  }));
  return { ok: false, problems };
}

/** @param text of a MovingAI map; free cells become nodes, `E` and `S` cells places to pick and drop. */
export function mapFileRoads(
  text: string,
  cellMetres: number,
  { source, project, types }: LayoutSource,
): Checked<RoadMap> {
  const parsed = parseMovingAiMap(text, { cellMetres });
  if (!parsed.ok) {
    const problems = parsed.problems.map((problem) => {
      const { expected, found } = problem;
      if (problem.kind === "option") return { source, path: problem.option, expected, found };
      return { source, line: problem.line, column: problem.column, path: "", expected, found };
    });
    return { ok: false, problems };
  }
  const cells = Int32Array.from([...parsed.emitters, ...parsed.servicePoints]);
  const floor = { ...parsed.floor, podPlaces: cells.sort() };
  return { ok: true, value: floorRoads(floor, { project, types }) };
}
