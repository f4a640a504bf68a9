// Robot types from the command line: LIF names them but has no sizes.

import type { RoadMap, RoadRobotType } from "../../sim/model/index.ts";
import type { InputProblem } from "../load/problem.ts";

/** What a type is taken to be that nobody has described: a shelf carrier. */
const common = { front: 0.5, back: 0.5, left: 0.35, right: 0.35, speed: 1.5, rotationSpeed: 1.5 };

/** `name=1.2x0.8`, metres long and wide; `name=1.2x0.8@1.5` with a speed in m/s. Null where the text is not that. */
export function parseRobotType(text: string): RoadRobotType | null {
  const number = String.raw`(\d+(?:\.\d+)?)`;
  const parts = new RegExp(`^([^=]+)=${number}[x×]${number}(?:@${number})?$`).exec(text.trim());
  if (parts === null) return null;
  const [long, wide, speed] = [Number(parts[2]), Number(parts[3]), Number(parts[4] ?? common.speed)];
  if (!(long > 0 && wide > 0 && speed > 0)) return null;
  const outline = { front: long / 2, back: long / 2, left: wide / 2, right: wide / 2 };
  return { ...common, ...outline, id: parts[1]!.trim(), speed };
}

/** Types that the layout names. */
function namedTypes(map: RoadMap): string[] {
  return [...new Set(map.edges.flatMap(({ access }) => access.map(({ type }) => type)))];
}

/** The types given, and a common size for every other type that the layout names. */
export function robotTypesOf(map: RoadMap, given: readonly RoadRobotType[]): RoadRobotType[] {
  return [...given, ...unknownTypes(map, given).map((id) => ({ ...common, id }))];
}

/** A remark for every type whose size had to be assumed. */
export function assumedSizes(map: RoadMap, given: readonly RoadRobotType[], source: string): InputProblem[] {
  return unknownTypes(map, given).map((id) => ({
    source,
    path: "",
    expected: `--robot ${id}=LENGTHxWIDTH`,
    found: "nothing",
    advice: "Taken as 1.0x0.7@1.5",
  }));
}

function unknownTypes(map: RoadMap, given: readonly RoadRobotType[]): string[] {
  return namedTypes(map).filter((id) => given.every((type) => type.id !== id));
}
