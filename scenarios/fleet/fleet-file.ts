// The fleet file: the floor that real robots drive on, and which robots there are.
import { z } from "zod";
import type { LiveRobot } from "../../devices/live/index.ts";
import {
  defaultProfile,
  identityText,
  type LinkSettings,
  parseIdentity,
  type RobotIdentity,
  type RobotProfile,
  vdaVersions,
} from "../../devices/vda5050/index.ts";
import { parseMovingAiMap } from "../../sim/floor/index.ts";
import { CellKind, type Floor } from "../../sim/model/index.ts";
import { type Checked, formatPath } from "../load/problem.ts";
import { yamlProblems } from "../load/yaml-problems.ts";
import { parseYaml } from "../load/yaml-source.ts";
import { type FleetPlace, placeSchema, planPlaces } from "./fleet-places.ts";

export interface FleetFile {
  readonly mapId: string;
  readonly floor: Floor;
  /** Places with a name: transport orders go from one to another. */
  readonly stations: readonly FleetPlace[];
  readonly chargers: readonly FleetPlace[];
  readonly robots: readonly LiveRobot[];
  readonly settings: Partial<LinkSettings>;
  /** Size of the largest robot, metres. */
  readonly body: { readonly length: number; readonly width: number };
  readonly speedMetresPerSecond: number;
}

const robotsMax = 2_000;
/** What robots may be off and still count as having reached a cell. */
const accuracyMetres = 0.12;
/** Every cell may be named by its node: see `GridMap.node`. */
const cellName = /^c\d+$/;

const profile = z.strictObject({
  versionText: z.string().min(1).optional(),
  interfaceName: z.string().min(1).optional(),
  instantActionsKey: z.enum(["actions", "instantActions", "both"]).optional(),
  stitchingActions: z.enum(["with", "without"]).optional(),
  updates: z.enum(["stitch", "new-order"]).optional(),
});
const robot = z.strictObject({
  name: z.string().refine((text) => parseIdentity(text) !== undefined, {
    message: "manufacturer/serial, the serial of letters, digits and _ . : -",
  }),
  /** So many robots: name-1, name-2 … */
  count: z.int().min(1).max(robotsMax).optional(),
  vda: z.enum(vdaVersions),
  profile: profile.optional(),
});
const fleetSchema = z.strictObject({
  map: z.string().min(1).default("floor"),
  floor: z.strictObject({
    cellMetres: z.number().min(0.2).max(20).default(1),
    /** `.` free, `#` blocked, a letter or digit a place; all lines equally long, the first one north. */
    plan: z.string().min(1),
  }),
  /** What letters of the plan stand for; left out: a station of that name. */
  places: z.record(z.string().regex(/^[A-Za-z0-9]$/), placeSchema).default({}),
  robots: z.array(robot).min(1),
  body: z
    .strictObject({ length: z.number().min(0.1).max(10), width: z.number().min(0.1).max(10) })
    .default({ length: 0.7, width: 0.5 }),
  speedMetresPerSecond: z.number().min(0.05).max(5).default(1),
  staleSeconds: z.number().min(1).max(600).default(35),
  afterIntervention: z.enum(["ask", "go-on"]).default("ask"),
});

/** Parses a fleet file; every field that is wrong comes back with its line. */
export function readFleetFile(text: string, source: string): Checked<FleetFile> {
  const parsed = parseYaml(text, source);
  if (!parsed.ok) return parsed;
  const yaml = parsed.value;
  const result = fleetSchema.safeParse(yaml.data);
  if (!result.success)
    return {
      ok: false,
      problems: yamlProblems(result.error.issues, yaml, "a field of a fleet file (docs/vda5050.md)"),
    };
  const { map, floor, places, robots, body, speedMetresPerSecond, staleSeconds, afterIntervention } =
    result.data;
  const problem = (path: (string | number)[], expected: string, found: string, advice?: string) => ({
    ok: false as const,
    problems: [
      {
        source,
        ...yaml.valuePosition(path),
        path: formatPath(path),
        expected,
        found,
        ...(advice ? { advice } : {}),
      },
    ],
  });
  const lines = floor.plan.split("\n").filter((line) => line.trim() !== "");
  const width = lines[0]!.length;
  const uneven = lines.findIndex((line) => line.length !== width || !/^[.#A-Za-z0-9]+$/.test(line));
  if (uneven >= 0)
    return problem(
      ["floor", "plan"],
      `lines of ${width} characters: . # or a letter`,
      `line ${uneven + 1}: ${lines[uneven]}`,
    );
  const unused = Object.keys(places).find((letter) => !floor.plan.includes(letter));
  if (unused !== undefined) return problem(["places", unused], "a letter of the plan", unused);
  const { stations, chargers } = planPlaces(lines, places);
  const named = [...stations, ...chargers].map(({ name }) => name);
  const odd = named.find((name, i) => named.indexOf(name) < i || cellName.test(name));
  if (odd !== undefined)
    return problem(["places"], "each name once, and none like c12, which is the name of a cell", odd);
  const bare = lines
    .join("\n")
    .replaceAll(/[A-Za-z0-9]/g, ".")
    .replaceAll("#", "@");
  const read = parseMovingAiMap(`type octile\nheight ${lines.length}\nwidth ${width}\nmap\n${bare}\n`, {
    cellMetres: floor.cellMetres,
    chargers: chargers.map(({ cell }) => [cell % width, Math.floor(cell / width)] as const),
  });
  if (!read.ok) return problem(["floor", "plan"], "a floor", read.problems[0]?.found ?? "none");
  const needed = Math.hypot(body.length, body.width) / 2 + body.length / 2 + accuracyMetres;
  if (needed > floor.cellMetres)
    return problem(
      ["floor", "cellMetres"],
      `at least ${needed.toFixed(2)} m, so that a robot turns beside another`,
      `${floor.cellMetres}`,
      "Make the cells larger, or say how large the robots are with body",
    );
  const made = robots.flatMap((entry, i) => robotsOf(entry).map((live) => ({ live, i })));
  const names = new Map<string, number>();
  for (const { live, i } of made) {
    const name = identityText(live.identity);
    if (names.has(name)) return problem(["robots", i, "name"], "each robot once", name);
    names.set(name, i);
  }
  const free = read.floor.kind.reduce((sum, kind) => sum + (kind === CellKind.blocked ? 0 : 1), 0);
  if (made.length > Math.min(robotsMax, free))
    return problem(["robots"], `at most ${Math.min(robotsMax, free)} robots`, `${made.length}`);
  return {
    ok: true,
    value: {
      mapId: map,
      floor: read.floor,
      stations,
      chargers,
      robots: made.map(({ live }) => live),
      settings: { staleMs: staleSeconds * 1000, afterIntervention, nodeAccuracy: accuracyMetres },
      body,
      speedMetresPerSecond,
    },
  };
}

function robotsOf({ name, count, vda, profile: given }: z.infer<typeof robot>): readonly LiveRobot[] {
  const identity = parseIdentity(name) as RobotIdentity;
  const whole = { ...defaultProfile(vda), ...(given as Partial<RobotProfile> | undefined) };
  if (count === undefined) return [{ identity, profile: whole }];
  return Array.from({ length: count }, (_, i) => ({
    identity: { ...identity, serialNumber: `${identity.serialNumber}-${i + 1}` },
    profile: whole,
  }));
}
