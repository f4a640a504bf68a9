// How much of a robot's way may be sent to it. Robots of 2.x cannot ask for a zone, and robots of 3.0 need not be trusted to:
// for both the way ends before a blocked zone, and before a release zone until the robot has it.
import type { GrantDesk } from "./grant-desk.ts";
import { distanceToArea } from "./polygon.ts";
import { type MapPoint, type ZonePlan, zoneResource } from "./zone-plan.ts";

export interface GateAnswer {
  /** So many of the nodes may be sent now. */
  readonly count: number;
  /** Why not more. */
  readonly stop?: { readonly kind: "blocked" | "queued"; readonly zoneId: string };
}

/** What a robot may still need of what it has. */
export interface GateNeeds {
  /** Where it says it is; null: nobody knows, and nothing is given back. */
  readonly place: MapPoint | null;
  /** Nodes that it has been sent and has not passed. */
  readonly sent: readonly MapPoint[];
  readonly queued: readonly MapPoint[];
  /** Zones that its own requests name. */
  readonly asked: ReadonlySet<string>;
  /** It has the zone set enabled and stops before zones by itself. */
  readonly obeys: boolean;
}

export class ZoneGate {
  /** @param clearance metres around the robot's middle that count as the robot: half its diagonal where it may turn. */
  constructor(
    private readonly robot: string,
    readonly plan: ZonePlan,
    readonly desk: GrantDesk,
    readonly clearance: number,
  ) {}

  /**
   * Looks at the nodes one after the other and asks the desk for release zones on the way. Zones that follow each other without
   * a place to wait between them are asked for together, as far as the way is known.
   * @param from where the way begins: the last node that has been sent, or the robot's place.
   */
  admit(from: MapPoint, nodes: readonly MapPoint[]): GateAnswer {
    let at = from;
    for (const [count, node] of nodes.entries()) {
      const blocked = this.plan.touched("BLOCKED", at, node, this.clearance)[0];
      if (blocked !== undefined) return { count, stop: { kind: "blocked", zoneId: blocked.zoneId } };
      const wanted = this.stretch(at, nodes.slice(count));
      if (wanted.length > 0 && this.desk.ask(this.robot, wanted) === "queued") {
        const missing = wanted.find((resource) => !this.desk.has(this.robot, resource))!;
        return { count, stop: { kind: "queued", zoneId: missing.slice(missing.indexOf("/") + 1) } };
      }
      at = node;
    }
    return { count: nodes.length };
  }

  /** Gives back what the robot needs no longer. */
  settle({ place, sent, queued, asked, obeys }: GateNeeds): void {
    const held = this.desk.heldBy(this.robot);
    if (place === null || held.length === 0) return;
    const needed = new Set([...asked, ...this.onWay(place, place)]);
    let at = place;
    for (const [i, node] of [...sent, ...queued].entries()) {
      // Taken back: kept for who has been sent there and cannot be told to stop before it.
      const binds = i < sent.length && !obeys;
      for (const resource of this.onWay(at, node))
        if (binds || !this.desk.isRevoked(resource)) needed.add(resource);
      at = node;
    }
    for (const resource of held) {
      const zone = this.zoneOf(resource);
      // What is not a zone of this plan is given back by whoever asked for it.
      if (zone === undefined || needed.has(resource)) continue;
      if (distanceToArea(zone.vertices, place) >= this.clearance) this.desk.giveBack(this.robot, resource);
    }
  }

  /** The robot at that place is in the zone, or may be. */
  isIn(place: MapPoint, resource: string): boolean {
    const zone = this.zoneOf(resource);
    return zone !== undefined && distanceToArea(zone.vertices, place) < this.clearance;
  }
  zoneOf(resource: string) {
    const slash = resource.indexOf("/");
    return this.plan.zone(resource.slice(0, slash), resource.slice(slash + 1));
  }

  /** Release zones from here on until the way is clear of them, the way's first piece included. */
  private stretch(from: MapPoint, nodes: readonly MapPoint[]): readonly string[] {
    const wanted = new Set<string>();
    let at = from;
    for (const node of nodes) {
      const here = this.onWay(at, node);
      if (here.length === 0) break;
      for (const resource of here) wanted.add(resource);
      at = node;
    }
    return [...wanted];
  }
  private onWay(from: MapPoint, to: MapPoint): readonly string[] {
    const set = this.plan.setOf(to.mapId);
    if (set === undefined) return [];
    return this.plan
      .touched("RELEASE", from, to, this.clearance)
      .map(({ zoneId }) => zoneResource(set.zoneSetId, zoneId));
  }
}
