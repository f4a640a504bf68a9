// On sites whose traffic lets no robot leave, before anything is released every robot is known: it has reported, has no order of anybody, and stands in the middle of a
// cell of its own. Robots that stand between cells are first brought to the middle of theirs.
import type { RobotLink, RouteNode } from "../vda5050/index.ts";
import type { SiteMap, Standing } from "./live-site-port.ts";
import type { PlaceLack } from "./placing.ts";

/** Off the middle of its cell by more than this, a robot is brought there first. */
const offCentreMetres = 0.1;

export class StartUp {
  private readonly sentTo: Int32Array;

  constructor(
    private readonly links: readonly RobotLink[],
    private readonly map: SiteMap,
  ) {
    this.sentTo = new Int32Array(links.length).fill(-1);
  }

  /** Where all robots stand, or what is missing, per robot. Sends robots to the middle of their cells on the way. */
  advance(nowMs: number): {
    readonly standing: readonly Standing[] | null;
    readonly lacks: readonly (PlaceLack | null)[];
  } {
    const cells = this.links.map((link) => this.cellOf(link));
    const lacks = this.links.map((link, robot) => this.lackOf(link, robot, cells));
    // As long as it is not known where each is, nobody moves.
    const allSeen = lacks.every((lack) => lack === null || lack.kind === "moving-in");
    if (allSeen) {
      for (const [robot, lack] of lacks.entries())
        if (lack !== null) this.moveIn(robot, cells[robot]!, nowMs);
    }
    if (lacks.some((lack) => lack !== null)) return { standing: null, lacks };
    const standing = this.links.map((link, robot) => ({
      place: cells[robot]!,
      heading: this.map.headingOf(link.watch.state!.position!.theta),
    }));
    for (const [robot, { place }] of standing.entries()) this.links[robot]!.place(this.map.node(place));
    return { standing, lacks };
  }

  private cellOf({ watch }: RobotLink): number {
    const position = watch.state?.position;
    return position === undefined ? -1 : this.map.placeAt(position.x, position.y);
  }
  private lackOf(link: RobotLink, robot: number, cells: readonly number[]): PlaceLack | null {
    const { state } = link.watch;
    if (state === null) return { kind: "no-state" };
    const { position } = state;
    if (position === undefined || !position.localized) return { kind: "no-position" };
    const cell = cells[robot]!;
    if (this.sentTo[robot] === -1 && !link.isFree) return { kind: "busy" };
    if (cell === -1) return { kind: "off-floor", x: position.x, y: position.y };
    const other = cells.findIndex((occupied, i) => i !== robot && occupied === cell);
    if (other >= 0) return { kind: "shared-cell", cell, other };
    const offCentre = this.map.distanceToCentre(cell, position.x, position.y) > offCentreMetres;
    if (offCentre || !link.isFree || link.released.length > 0) return { kind: "moving-in" };
    return null;
  }
  private moveIn(robot: number, cell: number, nowMs: number): void {
    if (this.sentTo[robot] === cell) return;
    this.sentTo[robot] = cell;
    const link = this.links[robot]!;
    const { x, y } = link.watch.state!.position!;
    const here: RouteNode = { nodeId: "here", x, y, mapId: this.map.mapId, actions: [] };
    link.place(here);
    link.extend([this.map.node(cell)], nowMs);
  }
}
