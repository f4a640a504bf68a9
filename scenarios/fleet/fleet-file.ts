// The fleet file: what real robots drive on, and which robots there are.
import { z } from "zod";
import { type ChargingPolicy, chargingPolicyDefault, type LiveRobot } from "../../devices/live/index.ts";
import {
  defaultProfile,
  identityText,
  type LinkSettings,
  parseIdentity,
  type RobotIdentity,
  type RobotProfile,
  type VdaVersion,
  vdaVersions,
  type ZonePlan,
} from "../../devices/vda5050/index.ts";
import { CellKind, type Floor } from "../../sim/model/index.ts";
import { type Checked, formatPath, type InputProblem } from "../load/problem.ts";
import { yamlProblems } from "../load/yaml-problems.ts";
import { parseYaml } from "../load/yaml-source.ts";
import { accuracyMetres, bodySchema, planSchema, readCells } from "./fleet-cells.ts";
import type { FleetGround } from "./fleet-ground.ts";
import { type FleetPlace, placeSchema } from "./fleet-places.ts";
import { readRoads, roadTypeSchema } from "./fleet-roads.ts";
import { readWarehouse, type WarehouseWords, warehouseSchema } from "./fleet-warehouse.ts";
import { placeInBlockedZone, readZones, zonesSchema } from "./fleet-zones.ts";
import type { FieldFault, GroundReading } from "./ground-reading.ts";
import { profileSchema, readProfileFile } from "./profile-file.ts";

export interface FleetFile {
  readonly mapId: string;
  readonly ground: FleetGround;
  /** Places with a name: transport orders go from one to another. */
  readonly stations: readonly FleetPlace[];
  readonly chargers: readonly FleetPlace[];
  /** When robots charge, where there are chargers. */
  readonly charging: ChargingPolicy;
  /** What becomes of a load whose order is cancelled. */
  readonly cancelledLoads: "deliver" | "bring-back";
  readonly robots: readonly LiveRobot[];
  /** Areas with rules of their own; null = none. */
  readonly zones: ZonePlan | null;
  readonly settings: Partial<LinkSettings>;
  /** The warehouse that the robots work in; without one they carry out transport orders. */
  readonly warehouse?: WarehouseWords;
}

const robotsMax = 2_000;

const robot = z.strictObject({
  name: z.string().refine((text) => parseIdentity(text) !== undefined, {
    message: "manufacturer/serial, the serial of letters, digits and _ . : -",
  }),
  /** So many robots: name-1, name-2 … */
  count: z.int().min(1).max(robotsMax).optional(),
  vda: z.enum(vdaVersions),
  /** Robot type of the layout; may be left out where there is one. */
  type: z.string().min(1).optional(),
  profile: profileSchema.optional(),
  /** A file that `peakfleet probe` has written, beside this one; `profile` counts before it. */
  profileFile: z.string().min(1).optional(),
});
const percent = z.number().min(0).max(100);
const chargingSchema = z
  .strictObject({
    low: percent.default(chargingPolicyDefault.lowPercent),
    resume: percent.default(chargingPolicyDefault.resumePercent),
    critical: percent.default(chargingPolicyDefault.criticalPercent),
    whenIdle: z.boolean().default(chargingPolicyDefault.whenIdle),
  })
  .refine(({ low, resume, critical }) => critical < low && low < resume, {
    message: "critical below low, and low below resume",
  })
  .prefault({});
const fleetSchema = z
  .strictObject({
    map: z.string().min(1).default("floor"),
    floor: planSchema.optional(),
    /** A LIF file, by its path from the fleet file. */
    layout: z.string().min(1).optional(),
    /** The site of a scenario. */
    warehouse: warehouseSchema.optional(),
    /** What letters of the plan stand for; left out: a station of that name. */
    places: z.record(z.string().regex(/^[A-Za-z0-9]$/), placeSchema).default({}),
    /** Sizes of the layout's robot types, which LIF does not tell. */
    types: z.record(z.string().min(1), roadTypeSchema).default({}),
    zones: zonesSchema.optional(),
    robots: z.array(robot).min(1),
    body: bodySchema,
    speedMetresPerSecond: z.number().min(0.05).max(5).default(1),
    staleSeconds: z.number().min(1).max(600).default(35),
    afterIntervention: z.enum(["ask", "go-on"]).default("ask"),
    charging: chargingSchema,
    cancelledLoads: z.enum(["deliver", "bring-back"]).default("deliver"),
  })
  .refine(
    ({ floor, layout, warehouse }) =>
      [floor, layout, warehouse].filter((ground) => ground !== undefined).length === 1,
    { message: "either a floor of cells, a layout of roads or a warehouse", path: ["floor"] },
  );
type FleetWords = z.output<typeof fleetSchema>;

/** Text of a file that the fleet file names, by its path from there; throws with the reason why not. */
export type ReadBeside = (path: string) => string;

const nothingBeside: ReadBeside = () => {
  throw new Error("no file beside this one can be read here");
};

/** What the fleet file says of its warehouse, before its scenario is loaded; undefined: nothing, or nothing that can be read. */
export function warehouseOfFleet(text: string, source: string): WarehouseWords | undefined {
  const parsed = parseYaml(text, source);
  if (!parsed.ok) return undefined;
  const words = z.object({ warehouse: warehouseSchema }).safeParse(parsed.value.data);
  return words.success ? words.data.warehouse : undefined;
}

/** A warehouse whose scenario has been loaded; it takes the place of the ground that the file names. */
export interface LoadedWarehouse {
  readonly words: WarehouseWords;
  readonly floor: Floor;
}

/**
 * Parses a fleet file; every field that is wrong comes back with its line.
 * @param warehouse the one that the file names, or another in its place.
 */
export function readFleetFile(
  text: string,
  source: string,
  readBeside: ReadBeside = nothingBeside,
  warehouse: LoadedWarehouse | null = null,
): Checked<FleetFile> {
  const parsed = parseYaml(text, source);
  if (!parsed.ok) return parsed;
  const yaml = parsed.value;
  const data = warehouse === null ? yaml.data : withWarehouse(yaml.data, warehouse.words);
  const result = fleetSchema.safeParse(data);
  if (!result.success)
    return {
      ok: false,
      problems: yamlProblems(result.error.issues, yaml, "a field of a fleet file (docs/vda5050.md)"),
    };
  const problem = ({
    path,
    ...rest
  }: FieldFault): { readonly ok: false; readonly problems: InputProblem[] } => ({
    ok: false,
    problems: [{ source, ...yaml.valuePosition(path), path: formatPath(path), ...rest }],
  });
  const words = result.data;
  const profiles: Partial<RobotProfile>[] = [];
  for (const [i, { profileFile, vda, profile }] of words.robots.entries()) {
    const taken = profileFile === undefined ? null : openProfile(profileFile, vda, i, readBeside);
    if (taken !== null && "path" in taken) return problem(taken);
    if (taken?.ok === false) return taken;
    profiles.push({ ...taken?.value, ...profile } as Partial<RobotProfile>);
  }
  const made = words.robots.flatMap((entry, i) => robotsOf(entry, profiles[i]!).map((live) => ({ live, i })));
  const names = new Set<string>();
  for (const { live, i } of made) {
    const name = identityText(live.identity);
    if (names.has(name))
      return problem({ path: ["robots", i, "name"], expected: "each robot once", found: name });
    names.add(name);
  }
  const types = made.map(({ i }) => words.robots[i]!.type);
  const read = readGround(words, types, readBeside, warehouse?.floor ?? null);
  if (!read.ok) return "fault" in read ? problem(read.fault) : read;
  const free = placesToStand(read.value.ground);
  if (made.length > Math.min(robotsMax, free))
    return problem({
      path: ["robots"],
      expected: `at most ${Math.min(robotsMax, free)} robots`,
      found: `${made.length}`,
    });
  const { map, staleSeconds, afterIntervention } = words;
  const zones = words.zones === undefined ? null : readZones(words.zones, map);
  if (zones !== null && "path" in zones) return problem(zones);
  const shut = zones === null ? undefined : placeInBlockedZone(read.value, zones, map);
  if (shut !== undefined) return problem(shut);
  return {
    ok: true,
    value: {
      mapId: map,
      ...read.value,
      zones,
      charging: {
        lowPercent: words.charging.low,
        resumePercent: words.charging.resume,
        criticalPercent: words.charging.critical,
        whenIdle: words.charging.whenIdle,
      },
      cancelledLoads: words.cancelledLoads,
      robots: made.map(({ live }) => live),
      settings: { staleMs: staleSeconds * 1000, afterIntervention, nodeAccuracy: accuracyMetres },
      ...(words.warehouse !== undefined && { warehouse: words.warehouse }),
    },
  };
}

function withWarehouse(data: unknown, warehouse: WarehouseWords): unknown {
  if (typeof data !== "object" || data === null) return data;
  const { floor: _floor, layout: _layout, ...rest } = data as Record<string, unknown>;
  return { ...rest, warehouse };
}

function readGround(
  words: FleetWords,
  robotTypes: readonly (string | undefined)[],
  readBeside: ReadBeside,
  scenarioFloor: Floor | null,
): GroundReading<FleetGround> {
  const { floor, layout, map, types, places, warehouse } = words;
  if (warehouse !== undefined) return readWarehouse(warehouse, words, scenarioFloor);
  if (floor !== undefined) return readCells(floor, places, words);
  return readRoads({ path: layout!, mapId: map, sizes: types, robotTypes }, readBeside);
}

/** Robots that have room at once. */
function placesToStand(ground: FleetGround): number {
  if (ground.kind === "roads") return ground.map.nodes.length;
  return ground.floor.kind.reduce((sum, kind) => sum + (kind === CellKind.blocked ? 0 : 1), 0);
}

/** What a probe has found of a robot of this release. */
function openProfile(
  path: string,
  vda: VdaVersion,
  robot: number,
  readBeside: ReadBeside,
): Checked<Partial<RobotProfile>> | FieldFault {
  const at = ["robots", robot, "profileFile"];
  let text: string;
  try {
    text = readBeside(path);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { path: at, expected: "a profile that peakfleet probe has written", found };
  }
  const file = readProfileFile(text, path);
  if (!file.ok) return file;
  if (file.value.vda !== vda)
    return { path: at, expected: `a profile for VDA 5050 ${vda}`, found: `one for ${file.value.vda}` };
  return { ok: true, value: file.value.profile as Partial<RobotProfile> };
}

function robotsOf(
  { name, count, vda }: z.infer<typeof robot>,
  given: Partial<RobotProfile>,
): readonly LiveRobot[] {
  const identity = parseIdentity(name) as RobotIdentity;
  const whole = { ...defaultProfile(vda), ...given };
  if (count === undefined) return [{ identity, profile: whole }];
  return Array.from({ length: count }, (_, i) => ({
    identity: { ...identity, serialNumber: `${identity.serialNumber}-${i + 1}` },
    profile: whole,
  }));
}
