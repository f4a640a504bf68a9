// The zone sets in force, one per map, and which of their zones a way touches.
import { assert } from "../../../sim/kernel/index.ts";
import type { Zone, ZoneSet, ZoneType } from "../model/index.ts";
import { distanceToArea, type Point } from "./polygon.ts";

export interface MapPoint extends Point {
  readonly mapId: string;
  /** How one comes to it, both ends included; left out: straight. */
  readonly way?: { readonly course: readonly Point[] };
}

export class ZonePlan {
  private readonly sets = new Map<string, ZoneSet>();

  /** @throws AssertionError if a map has two sets: of each map one is in force. */
  constructor(sets: readonly ZoneSet[]) {
    for (const set of sets) {
      assert(!this.sets.has(set.mapId), `map ${set.mapId} has two zone sets in force`);
      this.sets.set(set.mapId, set);
    }
  }

  setOf(mapId: string): ZoneSet | undefined {
    return this.sets.get(mapId);
  }
  zone(zoneSetId: string, zoneId: string): Zone | undefined {
    for (const set of this.sets.values())
      if (set.zoneSetId === zoneSetId) return set.zones.find((zone) => zone.zoneId === zoneId);
    return undefined;
  }

  /**
   * Zones of a type that a robot comes into on the way between two places of one map.
   * @param clearance metres around the robot's middle that are the robot. Touching the border is not entering.
   */
  touched(type: ZoneType, from: MapPoint, to: MapPoint, clearance: number): readonly Zone[] {
    const zones = this.sets.get(to.mapId)?.zones ?? [];
    const start = from.mapId === to.mapId ? from : to;
    const course = from === to ? [to] : [start, ...(to.way?.course ?? []), to];
    return zones.filter(
      ({ zoneType, vertices }) =>
        zoneType === type &&
        course.some((point, i) => meets(distanceToArea(vertices, course[i - 1] ?? point, point), clearance)),
    );
  }
}

function meets(distance: number, clearance: number): boolean {
  return distance === 0 || distance < clearance - 1e-9;
}

/** The desk's name of a zone. */
export function zoneResource(zoneSetId: string, zoneId: string): string {
  return `${zoneSetId}/${zoneId}`;
}
