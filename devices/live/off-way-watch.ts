// Robots that are not where they may be: beside the places that they hold and the ways that they have been released onto, or on another
// map. Somebody has moved them.
import type { RobotLink } from "../vda5050/index.ts";
import type { FleetTraffic, SiteMap } from "./live-site-port.ts";

/** Metres that a robot may be off the places that it holds before it counts as moved. */
const offMetres = 0.15;
const nearby = [
  [0, 0],
  [offMetres, 0],
  [-offMetres, 0],
  [0, offMetres],
  [0, -offMetres],
] as const;

export class OffWayWatch {
  private readonly off = new Set<number>();
  /** State that each robot's place was checked with last. */
  private readonly checkedMs: Float64Array;

  constructor(
    private readonly links: readonly RobotLink[],
    private readonly map: SiteMap,
  ) {
    this.checkedMs = new Float64Array(links.length).fill(-Infinity);
  }

  /** Of robots off their ways at their last state. */
  get count(): number {
    return this.off.size;
  }
  has(robot: number): boolean {
    return this.off.has(robot);
  }
  /** Looks at robots that have reported since the last look; `isIn`: in traffic. */
  look(traffic: FleetTraffic, isIn: (robot: number) => boolean, takeOff: (robot: number) => void): void {
    for (const [robot, { watch }] of this.links.entries()) {
      if (watch.stateMs <= this.checkedMs[robot]!) continue;
      this.checkedMs[robot] = watch.stateMs;
      // Who does not know where it is has not come back.
      if (watch.state?.position?.localized !== true) continue;
      if (isIn(robot) && this.isElsewhere(traffic, robot)) {
        this.off.add(robot);
        takeOff(robot);
      } else this.off.delete(robot);
    }
  }
  private isElsewhere(traffic: FleetTraffic, robot: number): boolean {
    const { map } = this;
    const { x, y, mapId } = this.links[robot]!.watch.state!.position!;
    if (mapId !== map.mapId) return true;
    const held = traffic.heldPlaces(robot);
    if (nearby.some(([dx, dy]) => held.includes(map.placeAt(x + dx, y + dy)))) return false;
    return !(traffic.heldWays?.(robot).some((way) => map.isOnWay!(way, robot, x, y)) ?? false);
  }
}
