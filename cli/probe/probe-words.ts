// Words of the command line for a probe, read and checked.
import { InvalidArgumentError } from "commander";
import { type Area, checkIds } from "../../devices/probe/index.ts";
import { parseIdentity, type RobotIdentity } from "../../devices/vda5050/index.ts";

export interface NamedPlace {
  readonly nodeId: string;
  readonly x: number;
  readonly y: number;
}

export function robotValue(text: string): RobotIdentity {
  const identity = parseIdentity(text);
  if (identity !== undefined) return identity;
  throw new InvalidArgumentError(
    `Expected manufacturer/serial, the serial of letters, digits and _ . : -; found ${JSON.stringify(text)}.`,
  );
}
/** `x1,y1,x2,y2`: two opposite corners in any order. */
export function areaValue(text: string): Area {
  const numbers = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers;
  if (numbers.length !== 4 || !numbers.every(Number.isFinite) || x1 === x2 || y1 === y2)
    throw new InvalidArgumentError(
      `Expected two corners as x1,y1,x2,y2 in metres; found ${JSON.stringify(text)}.`,
    );
  return { x1: Math.min(x1, x2), y1: Math.min(y1, y2), x2: Math.max(x1, x2), y2: Math.max(y1, y2) };
}
/** `N1:0,0;N2:1,0;N3:2,0` */
export function nodesValue(text: string): readonly NamedPlace[] {
  const places = text.split(";").map((part) => /^([^:;]+):(-?[\d.]+),(-?[\d.]+)$/.exec(part.trim()));
  const named = places.map((match) => ({
    nodeId: match?.[1] ?? "",
    x: Number(match?.[2]),
    y: Number(match?.[3]),
  }));
  const isGood = named.every(({ nodeId, x, y }) => nodeId !== "" && Number.isFinite(x) && Number.isFinite(y));
  const names = new Set(named.map(({ nodeId }) => nodeId));
  if (!isGood || named.length < 2 || named.length > 3 || names.size < named.length)
    throw new InvalidArgumentError(
      `Expected two or three different nodes as N1:x,y;N2:x,y in metres; found ${JSON.stringify(text)}.`,
    );
  return named;
}
export function checksValue(text: string): readonly string[] {
  const ids = text.split(",").map((id) => id.trim());
  const unknown = ids.find((id) => !checkIds.includes(id));
  if (unknown === undefined) return ids;
  throw new InvalidArgumentError(
    `Expected names of checks; found ${JSON.stringify(unknown)}. There are: ${checkIds.join(", ")}.`,
  );
}
/** Repeatable. */
export function reportFileValue(text: string, previous: readonly string[] = []): readonly string[] {
  if (!/\.(html|json)$/.test(text))
    throw new InvalidArgumentError(
      `Expected a file that ends in .html or .json; found ${JSON.stringify(text)}.`,
    );
  return [...previous, text];
}
