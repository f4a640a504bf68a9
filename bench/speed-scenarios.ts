// Scenarios of the speed benchmark: floors that fit 100, 1,000, 5,000 and 10,000 robots, with so much work that most are busy.

export interface SpeedCase {
  readonly robots: number;
  /** Least simulated seconds per wall second that we aim at. */
  readonly aim: number;
  /** Simulated minutes before and during the measurement. */
  readonly warmupMinutes: number;
  readonly measuredMinutes: number;
  readonly yaml: string;
}

/** A generated floor and what works on it. */
export interface Site {
  readonly robots: number;
  readonly columns: number;
  readonly rows: number;
  readonly pickStations: number;
  readonly replenishStations: number;
  readonly chargers: number;
  readonly skus: number;
}

/** A site that a browser should carry. */
export const browserSite: Site = {
  robots: 2000,
  columns: 36,
  rows: 100,
  pickStations: 100,
  replenishStations: 50,
  chargers: 120,
  skus: 16_000,
};

/** Fast stations (2 s a unit) keep the robots and not the people the limit. */
export function siteScenario(site: Site, minutes: number): string {
  return `name: speed-${site.robots}
description: { en: Speed of ${site.robots} robots under saturation, zh: ${site.robots} 台机器人满负荷速度测试 }
start: "2025-11-10T20:00"
hours: ${minutes / 60}
floor:
  kind: generated
  blocks: { columns: ${site.columns}, rows: ${site.rows}, width: 4, height: 2 }
  hallCells: 6
  queueCells: 4
  chargers: ${site.chargers}
fleet: { count: ${site.robots}, types: [{ name: carrier, share: 1 }] }
stations:
  pick: { count: ${site.pickStations}, slots: 12, secondsPerUnit: 2, podSecondsPerUnit: 1 }
  replenish: { count: ${site.replenishStations}, slots: 12, secondsPerBundle: 5 }
skus: { count: ${site.skus} }
demand:
  kind: saturated
  backlogOrders: ${site.robots * 2}
  backlogBundles: ${site.robots}
planning: { everyMinutes: 15 }
`;
}

/** The benchmark's cases, smallest first. */
export const speedCases: readonly SpeedCase[] = [
  {
    site: {
      robots: 100,
      columns: 10,
      rows: 22,
      pickStations: 20,
      replenishStations: 10,
      chargers: 20,
      skus: 2000,
    },
    aim: 1000,
    warmupMinutes: 10,
    measuredMinutes: 60,
  },
  {
    site: {
      robots: 1000,
      columns: 24,
      rows: 76,
      pickStations: 75,
      replenishStations: 38,
      chargers: 90,
      skus: 10000,
    },
    aim: 100,
    warmupMinutes: 10,
    measuredMinutes: 15,
  },
  {
    site: {
      robots: 5000,
      columns: 60,
      rows: 170,
      pickStations: 165,
      replenishStations: 80,
      chargers: 200,
      skus: 40000,
    },
    aim: 5,
    warmupMinutes: 12,
    measuredMinutes: 4,
  },
  {
    site: {
      robots: 10_000,
      columns: 60,
      rows: 340,
      pickStations: 330,
      replenishStations: 160,
      chargers: 400,
      skus: 60_000,
    },
    aim: 5,
    warmupMinutes: 12,
    measuredMinutes: 2,
  },
].map(({ site, ...rest }) => ({
  ...rest,
  robots: site.robots,
  yaml: siteScenario(site, rest.warmupMinutes + rest.measuredMinutes),
}));
