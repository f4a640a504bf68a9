// Zones in a fleet file: where nobody drives, where one robot drives at a time, where all drive slowly.
import { z } from "zod";
import { type Zone, ZonePlan } from "../../devices/vda5050/index.ts";
import { type FleetGround, placeCentre, robotClearance } from "./fleet-ground.ts";
import type { FieldFault, GroundOf } from "./ground-reading.ts";

const vertex = z.tuple([z.number(), z.number()]);
const shape = { id: z.string().min(1).max(60), vertices: z.array(vertex).min(3).max(200) };
export const zonesSchema = z.strictObject({
  /** Name of the set; robots keep a set by its name, so a changed one needs a new name. */
  set: z.string().min(1).max(60),
  list: z
    .array(
      z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("blocked"), ...shape }),
        z.strictObject({
          kind: z.literal("release"),
          ...shape,
          /** What a robot does whose leave is taken back or runs out. */
          onLoss: z.enum(["stop", "continue", "evacuate"]).default("stop"),
        }),
        z.strictObject({
          kind: z.literal("speed-limit"),
          ...shape,
          metresPerSecond: z.number().min(0.05).max(10),
        }),
      ]),
    )
    .min(1)
    .max(1_000),
});
type ZoneWords = z.output<typeof zonesSchema>;

const lossBehavior = { stop: "STOP", continue: "CONTINUE", evacuate: "EVACUATE" } as const;

function zoneOf(words: ZoneWords["list"][number]): Zone {
  const { id: zoneId } = words;
  const vertices = words.vertices.map(([x, y]) => ({ x, y }));
  if (words.kind === "blocked") return { zoneId, vertices, zoneType: "BLOCKED" };
  if (words.kind === "speed-limit")
    return { zoneId, vertices, zoneType: "SPEED_LIMIT", maximumSpeed: words.metresPerSecond };
  return { zoneId, vertices, zoneType: "RELEASE", releaseLossBehavior: lossBehavior[words.onLoss] };
}

export function readZones({ set, list }: ZoneWords, mapId: string): ZonePlan | FieldFault {
  const ids = list.map(({ id }) => id);
  const twice = ids.findIndex((id, i) => ids.indexOf(id) < i);
  if (twice >= 0)
    return { path: ["zones", "list", twice, "id"], expected: "each zone's id once", found: ids[twice]! };
  return new ZonePlan([{ zoneSetId: set, mapId, zones: list.map(zoneOf) }]);
}

/** A station or charger that no robot could come to. */
export function placeInBlockedZone(
  { ground, stations, chargers }: GroundOf<FleetGround>,
  zones: ZonePlan,
  mapId: string,
): FieldFault | undefined {
  const clearance = robotClearance(ground);
  for (const { name, place } of [...stations, ...chargers]) {
    const at = { ...placeCentre(ground, place), mapId };
    const [zone] = zones.touched("BLOCKED", at, at, clearance);
    if (zone === undefined) continue;
    const expected = "zones in which no station or charger lies";
    return { path: ["zones"], expected, found: `${name} in ${zone.zoneId}` };
  }
  return undefined;
}
