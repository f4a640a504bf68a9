// From the slotting plan's shares to single pods: which stored pods stand in the wrong zone, and what moving each would save.
import type { Observation } from "../../sim/model/index.ts";
import type { PodMoves, PodZones } from "./plan.ts";
import { podDemand, wantedZoneOf, zoneOfPod } from "./pod-zones.ts";
import type { ZoneGeometry } from "./zone-geometry.ts";

/** Moves listed at most, inward and outward together. */
const movesMax = 4096;

/**
 * Moves towards the pick stations by the robot seconds that they save, largest first, then moves away from them, least demand
 * first: they save nothing themselves but make room. Pods that are being carried stay out.
 */
export function listPodMoves(
  observation: Observation,
  zones: PodZones,
  geometry: ZoneGeometry,
  unitsPerVisit: number,
): PodMoves {
  const { pods, floor } = observation;
  const { waySeconds } = geometry;
  const inward: Move[] = [];
  const outward: Move[] = [];
  for (let pod = 0; pod < pods.count; pod += 1) {
    const from = zoneOfPod(observation, floor, pod);
    if (from < 0) continue;
    const demand = podDemand(pods, zones.pickShare, pod);
    const to = wantedZoneOf(zones, demand);
    if (to === from) continue;
    const saved = (2 * (waySeconds[from]! - waySeconds[to]!) * demand) / unitsPerVisit;
    if (saved > 0) inward.push({ pod, to, saved, demand });
    else if (waySeconds[from]! < waySeconds[to]!) outward.push({ pod, to, saved, demand });
  }
  inward.sort((a, b) => b.saved - a.saved || a.pod - b.pod);
  outward.sort((a, b) => a.demand - b.demand || a.pod - b.pod);
  const moves = [...inward.slice(0, movesMax), ...outward.slice(0, Math.max(0, movesMax - inward.length))];
  return {
    inwardCount: Math.min(inward.length, movesMax),
    pod: Int32Array.from(moves, (move) => move.pod),
    zone: Uint8Array.from(moves, (move) => move.to),
    savedSeconds: Float64Array.from(moves, (move) => move.saved),
  };
}

interface Move {
  readonly pod: number;
  readonly to: number;
  readonly saved: number;
  readonly demand: number;
}
