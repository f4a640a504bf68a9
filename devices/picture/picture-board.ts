// The newest picture, with a count that says when each robot changed last: whoever has seen the picture up to a count gets what
// came after. So a slow listener costs nothing and gets the newest only.
import type { LivePicture, PictureLink, PictureOrders, PictureRobot, PictureRoute } from "./live-picture.ts";
import { pictureVersion } from "./site-picture.ts";

export type BoardRobot = PictureRobot extends readonly [number, ...infer Rest] ? Rest : never;

interface Row {
  robot: PictureRobot | null;
  robotSince: number;
  route: PictureRoute | null;
  routeSince: number;
}

export class PictureBoard {
  /** Grows with every change. */
  count = 0;
  private readonly rows: readonly Row[];
  private orders: PictureOrders = { waiting: 0, started: 0, done: 0, failed: 0, cancelled: 0 };
  private link: PictureLink = { connected: false, received: 0, sent: 0 };
  private alarms = 0;

  constructor(
    readonly session: string,
    robotCount: number,
  ) {
    this.rows = Array.from({ length: robotCount }, () => ({
      robot: null,
      robotSince: 0,
      route: null,
      routeSince: 0,
    }));
  }

  setRobot(index: number, values: BoardRobot): void {
    const row = this.rows[index]!;
    if (row.robot !== null && values.every((value, i) => value === row.robot![i + 1])) return;
    this.count += 1;
    row.robot = [index, ...values];
    row.robotSince = this.count;
  }
  setRoute(index: number, pointsMm: readonly number[], goalMm: readonly [number, number] | null): void {
    const row = this.rows[index]!;
    const before = row.route ?? [index, [], null];
    if (sameNumbers(before[1], pointsMm) && sameNumbers(before[2] ?? [], goalMm ?? [])) return;
    this.count += 1;
    row.route = [index, pointsMm, goalMm];
    row.routeSince = this.count;
  }
  setTotals(orders: PictureOrders, link: PictureLink, alarms: number): void {
    const sameOrders = (Object.keys(orders) as (keyof PictureOrders)[]).every(
      (key) => orders[key] === this.orders[key],
    );
    const { connected, received, sent } = this.link;
    const sameLink = connected === link.connected && received === link.received && sent === link.sent;
    if (sameOrders && sameLink && alarms === this.alarms) return;
    this.count += 1;
    this.orders = orders;
    this.link = link;
    this.alarms = alarms;
  }

  /** What has changed since this count; everything, where it is 0. */
  since(count: number, nowMs: number): LivePicture {
    const robots: PictureRobot[] = [];
    const routes: PictureRoute[] = [];
    for (const { robot, robotSince, route, routeSince } of this.rows) {
      if (robot !== null && robotSince > count) robots.push(robot);
      if (route !== null && routeSince > count) routes.push(route);
    }
    const { session, orders, link, alarms } = this;
    return {
      version: pictureVersion,
      session,
      nowMs: Math.round(nowMs),
      full: count === 0,
      robots,
      routes,
      orders,
      link,
      alarms,
    };
  }
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
