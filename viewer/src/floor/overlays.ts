// What is laid over a pane's floor besides the frame itself, worked out only when something it depends on has changed.
import type { Pane } from "../run/pane.ts";
import { trafficCounters } from "../run/traffic-history.ts";
import type { LayerName } from "../state/url-state.ts";
import { type FreeRoute, freeRouteOf, type Route, routeOf, routeStepsAhead } from "./route.ts";
import type { ShownTraffic } from "./traffic-layer.ts";

export interface Overlays {
  /** Robot id or −1. */
  readonly selected: number;
  readonly route: Route | FreeRoute | null;
  readonly heat: ShownTraffic | null;
  readonly flow: ShownTraffic | null;
  readonly numbers: boolean;
  readonly closedCells: readonly number[];
}

/** Heat and flow are those of so many minutes before the shown time. */
export const trafficWindowMinutes = 10;

export class OverlayKeeper {
  private traffic: ShownTraffic | null = null;
  private trafficKey = "";
  private route: Route | FreeRoute | null = null;
  private routeKey = "";
  private closed: readonly number[] = [];
  private closedKey = "";
  private version = 0;

  constructor(private readonly pane: Pane) {}

  /** For a frame of the pane. */
  of(frame: Int32Array, selected: number, layers: readonly LayerName[]): Overlays {
    const wantsTraffic = layers.includes("heat") || layers.includes("flow");
    const traffic = wantsTraffic ? this.trafficAt(frame[0]!) : null;
    this.closed = this.closedAt(frame[0]!);
    return {
      selected,
      route: this.routeAt(frame, selected),
      heat: layers.includes("heat") ? traffic : null,
      flow: layers.includes("flow") ? traffic : null,
      numbers: layers.includes("numbers"),
      closedCells: this.closed,
    };
  }

  private trafficAt(step: number): ShownTraffic | null {
    const { traffic, facts } = this.pane;
    if (traffic === null || facts === null) return null;
    const until = Math.floor((step * facts.stepSeconds) / 60 + 1e-9);
    const key = `${until} ${traffic.version}`;
    if (key === this.trafficKey) return this.traffic;
    this.trafficKey = key;
    const counts = this.traffic?.counts ?? new Uint32Array(facts.floor.kind.length * trafficCounters);
    const minutes = traffic.sum(until - trafficWindowMinutes, until, counts);
    const waitsMost = hotCell(counts);
    this.version += 1;
    this.traffic = { counts, minutes, version: this.version, waitsMost };
    return this.traffic;
  }
  private closedAt(step: number): readonly number[] {
    const { log } = this.pane;
    const key = `${step} ${log.version}`;
    if (key === this.closedKey) return this.closed;
    this.closedKey = key;
    const now = log.closedCells(step);
    return now.join() === this.closed.join() ? this.closed : now;
  }
  private routeAt(frame: Int32Array, robot: number): Route | FreeRoute | null {
    const { facts, layout, ring } = this.pane;
    if (facts === null || layout === null || robot < 0 || robot >= layout.robots) return null;
    const key = `${frame[0]} ${robot} ${Math.min(ring?.lastStep ?? -1, frame[0]! + routeStepsAhead)}`;
    if (key === this.routeKey) return this.route;
    this.routeKey = key;
    if (layout.robotPose >= 0) {
      this.route = freeRouteOf({ layout, ring, frame, robot }, this.pane.ways?.get(robot));
      return this.route;
    }
    this.route = routeOf({ floor: facts.floor, layout, ring, frame, robot, closed: this.closed });
    return this.route;
  }
}

/** Cells hotter than this share of those in which anything waited all have the hottest colour. */
const hotShare = 0.97;

function hotCell(counts: Uint32Array): number {
  const waits: number[] = [];
  for (let at = 0; at < counts.length; at += trafficCounters) if (counts[at]! > 0) waits.push(counts[at]!);
  waits.sort((a, b) => a - b);
  return waits[Math.floor(waits.length * hotShare)] ?? waits.at(-1) ?? 0;
}
