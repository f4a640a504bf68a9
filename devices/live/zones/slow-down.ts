// Speed limits of zones in orders: robots of 2.x know no zones, and those of 3.0 are told twice.
import type { RouteNode, ZonePlan } from "../../vda5050/index.ts";

/** The nodes with the limits of the zones that the way to each touches. @param from where the way begins. */
export function slowDown(
  nodes: readonly RouteNode[],
  from: RouteNode,
  plan: ZonePlan,
  clearance: number,
): readonly RouteNode[] {
  let before = from;
  return nodes.map((node) => {
    const zones = plan.touched("SPEED_LIMIT", before, node, clearance);
    before = node;
    const limits = zones.flatMap((zone) => (zone.zoneType === "SPEED_LIMIT" ? [zone.maximumSpeed] : []));
    if (limits.length === 0) return node;
    return { ...node, maximumSpeed: Math.min(node.maximumSpeed ?? Infinity, ...limits) };
  });
}
