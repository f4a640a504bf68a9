// On sites whose traffic lets no robot leave, before anything is released every robot is known: it has reported, has no order of
// anybody, and stands in the middle of a place of its own. Robots beside the middle are brought there first, and robots between
// two places to the end of the way on which they stand.
import type { RobotLink } from "../vda5050/index.ts";
import type { LiveSite, Standing } from "./live-site-port.ts";
import { hereNode, offCentreMetres, type PlaceLack } from "./placing.ts";

const nowhere = -1;

/** Where a robot is: at a place, or on a way between two. */
interface Whereabouts {
  readonly place: number;
  readonly way: number;
}

export class StartUp {
  /** Place that each robot has been sent to. */
  private readonly sentTo: Int32Array;

  constructor(
    private readonly links: readonly RobotLink[],
    private readonly site: LiveSite,
  ) {
    this.sentTo = new Int32Array(links.length).fill(nowhere);
  }

  /** Where all robots stand, or what is missing, per robot. Sends robots to their places on the way. */
  advance(nowMs: number): {
    readonly standing: readonly Standing[] | null;
    readonly lacks: readonly (PlaceLack | null)[];
  } {
    const found = this.links.map((link, robot) => this.find(link, robot));
    const lacks = this.links.map((link, robot) => this.lackOf(link, robot, found));
    // As long as it is not known where each is, nobody moves.
    const areAllSeen = lacks.every((lack) => lack === null || lack.kind === "moving-in");
    const clash = areAllSeen ? this.clash(found) : undefined;
    if (clash !== undefined) {
      const { robot, other } = clash;
      lacks[robot] = { kind: "shared-cell", cell: found[robot]!.place, other };
    } else if (areAllSeen) {
      for (const [robot, lack] of lacks.entries())
        if (lack !== null) this.moveIn(robot, found[robot]!, nowMs);
    }
    if (lacks.some((lack) => lack !== null)) return { standing: null, lacks };
    const standing = this.standing(found);
    for (const [robot, { place }] of standing.entries()) this.links[robot]!.place(this.site.map.node(place));
    return { standing, lacks };
  }

  private find({ watch }: RobotLink, robot: number): Whereabouts {
    const { map } = this.site;
    const position = watch.state?.position;
    if (position === undefined) return { place: nowhere, way: nowhere };
    const { x, y } = position;
    const place = map.placeAt(x, y);
    if (place !== nowhere) return { place, way: nowhere };
    const way = map.wayAt?.(position, robot, this.sentTo[robot]!);
    return way === undefined ? { place: nowhere, way: nowhere } : { place: way.to, way: way.id };
  }
  private lackOf(link: RobotLink, robot: number, found: readonly Whereabouts[]): PlaceLack | null {
    const { state } = link.watch;
    if (state === null) return { kind: "no-state" };
    const { position } = state;
    if (position === undefined || !position.localized) return { kind: "no-position" };
    if (position.mapId !== this.site.map.mapId) return { kind: "wrong-map" };
    // Nobody knows whether it is there.
    if (link.watch.distrust !== null) return { kind: "distrusted" };
    const { place, way } = found[robot]!;
    if (this.sentTo[robot] === nowhere && !link.isFree) return { kind: "busy" };
    if (place === nowhere) return { kind: "off-floor", x: position.x, y: position.y };
    const other = found.findIndex((taken, i) => i !== robot && taken.place === place);
    if (other >= 0) return { kind: "shared-cell", cell: place, other };
    const isOff =
      way !== nowhere || this.site.map.distanceToCentre(place, position.x, position.y) > offCentreMetres;
    return isOff || !link.isFree || link.released.length > 0 ? { kind: "moving-in" } : null;
  }
  private clash(found: readonly Whereabouts[]) {
    return this.site.clash?.(this.standing(found));
  }
  private standing(found: readonly Whereabouts[]): readonly Standing[] {
    return found.map(({ place, way }, robot) => ({
      place,
      ...(way === nowhere ? {} : { way }),
      heading: this.site.map.headingOf(this.links[robot]!.watch.state!.position!.theta),
    }));
  }
  private moveIn(robot: number, { place, way }: Whereabouts, nowMs: number): void {
    if (this.sentTo[robot] === place) return;
    this.sentTo[robot] = place;
    const { map } = this.site;
    const link = this.links[robot]!;
    link.place(hereNode(map, link.watch.state!.position!));
    link.extend([way === nowhere ? map.node(place) : map.nodeBy!(way, robot)], nowMs);
  }
}
