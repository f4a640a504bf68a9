// Cells in a fleet file: a plan drawn with characters, and letters that are places.
import { z } from "zod";
import { parseMovingAiMap } from "../../sim/floor/index.ts";
import type { FleetCells } from "./fleet-ground.ts";
import { type placeSchema, planPlaces } from "./fleet-places.ts";
import type { FieldFault, GroundReading } from "./ground-reading.ts";

/** What robots may be off and still count as having reached a place. */
export const accuracyMetres = 0.12;
/** Every cell may be named by its node: see `GridMap.node`. */
const cellName = /^c\d+$/;

export const planSchema = z.strictObject({
  cellMetres: z.number().min(0.2).max(20).default(1),
  /** `.` free, `#` blocked, a letter or digit a place; all lines equally long, the first one north. */
  plan: z.string().min(1),
});
export const bodySchema = z
  .strictObject({ length: z.number().min(0.1).max(10), width: z.number().min(0.1).max(10) })
  .default({ length: 0.7, width: 0.5 });

export function readCells(
  { cellMetres, plan }: z.output<typeof planSchema>,
  places: Readonly<Record<string, z.output<typeof placeSchema>>>,
  { body, speedMetresPerSecond }: Pick<FleetCells, "body" | "speedMetresPerSecond">,
): GroundReading<FleetCells> {
  const wrong = (path: (string | number)[], expected: string, found: string, advice?: string) => ({
    ok: false as const,
    fault: { path, expected, found, ...(advice === undefined ? {} : { advice }) },
  });
  const lines = plan.split("\n").filter((line) => line.trim() !== "");
  const width = lines[0]!.length;
  const uneven = lines.findIndex((line) => line.length !== width || !/^[.#A-Za-z0-9]+$/.test(line));
  if (uneven >= 0)
    return wrong(
      ["floor", "plan"],
      `lines of ${width} characters: . # or a letter`,
      `line ${uneven + 1}: ${lines[uneven]}`,
    );
  const unused = Object.keys(places).find((letter) => !plan.includes(letter));
  if (unused !== undefined) return wrong(["places", unused], "a letter of the plan", unused);
  const { stations, chargers } = planPlaces(lines, places);
  const named = [...stations, ...chargers].map(({ name }) => name);
  const odd = named.find((name, i) => named.indexOf(name) < i || cellName.test(name));
  if (odd !== undefined)
    return wrong(["places"], "each name once, and none like c12, which is the name of a cell", odd);
  const bare = lines
    .join("\n")
    .replaceAll(/[A-Za-z0-9]/g, ".")
    .replaceAll("#", "@");
  const read = parseMovingAiMap(`type octile\nheight ${lines.length}\nwidth ${width}\nmap\n${bare}\n`, {
    cellMetres,
    chargers: chargers.map(({ place }) => [place % width, Math.floor(place / width)] as const),
  });
  if (!read.ok) return wrong(["floor", "plan"], "a floor", read.problems[0]?.found ?? "none");
  const tight = tooTight(cellMetres, body);
  if (tight !== undefined) return { ok: false, fault: { path: ["floor", "cellMetres"], ...tight } };
  return {
    ok: true,
    value: { ground: { kind: "cells", floor: read.floor, body, speedMetresPerSecond }, stations, chargers },
  };
}

/** What is wrong with cells in which robots cannot turn beside each other; undefined: nothing. */
export function tooTight(
  cellMetres: number,
  { length, width }: FleetCells["body"],
): Omit<FieldFault, "path"> | undefined {
  const needed = Math.hypot(length, width) / 2 + length / 2 + accuracyMetres;
  if (needed <= cellMetres) return undefined;
  return {
    expected: `at least ${needed.toFixed(2)} m, so that a robot turns beside another`,
    found: `${cellMetres}`,
    advice: "Make the cells larger, or say how large the robots are with body",
  };
}
