// The fleet of `peakfleet demo`: a small distribution centre, robots of three releases, some of which behave otherwise than the
// standard says, with the profiles that real ones of that kind would need.
import type { Quirk, VirtualRobotOptions } from "../../devices/vda5050/index.ts";
import type { FleetFile } from "../../scenarios/node/index.ts";

/** Docks in the west, racks in the middle, pick stations in the east, chargers in the south. */
const plan = `
    ................................
    D..............................P
    ....R.#.R..R.#.R..R.#.R..R.#....
    D...#.#.#..#.#.#..#.#.#..#.#...P
    ....R.#.R..R.#.R..R.#.R..R.#....
    D..............................P
    ................................
    D..............................P
    ....R.#.R..R.#.R..R.#.R..R.#....
    D...#.#.#..#.#.#..#.#.#..#.#...P
    ....R.#.R..R.#.R..R.#.R..R.#....
    D..............................P
    ................................
    ......C..C..C..C..C..C..C..C....`;

/** Robots of a release that behave alike. */
interface Group {
  readonly vda: "2.0" | "2.1" | "3.0";
  readonly name: string;
  /** Of the whole fleet. */
  readonly share: number;
  readonly quirks: readonly Quirk[];
  readonly profile?: string;
}
const groups: readonly Group[] = [
  { vda: "2.0", name: "atlas/shuttle", share: 0.2, quirks: [] },
  {
    vda: "2.0",
    name: "atlas/mule",
    share: 0.1,
    quirks: ["instant-actions-key", "stitching-action-twice"],
    profile: "{ instantActionsKey: instantActions, stitchingActions: without }",
  },
  { vda: "2.1", name: "boreas/tug", share: 0.3, quirks: [] },
  { vda: "2.1", name: "boreas/lift", share: 0.1, quirks: ["timestamps-without-z", "keeps-passed-nodes"] },
  { vda: "3.0", name: "castor/one", share: 0.3, quirks: [] },
];

export interface DemoFleet {
  readonly file: FleetFile;
  readonly robots: readonly VirtualRobotOptions[];
  /** Robots with quirks. */
  readonly odd: number;
}

const stateIntervalMs = 500;

export async function demoFleet(robotCount: number): Promise<DemoFleet> {
  const { readFleetFile } = await import("../../scenarios/node/index.ts");
  const { robotsOnGround } = await import("../fleet/virtual-robots.ts");
  const read = readFleetFile(demoFleetText(robotCount), "demo");
  if (!read.ok) throw new Error(`the demo's fleet: ${JSON.stringify(read.problems)}`);
  const file = read.value;
  const placed = await robotsOnGround(file);
  const robots = placed.map((robot) => {
    const quirks = groups.find(({ name }) => isOf(robot, name))?.quirks ?? [];
    return { ...robot, quirks, stateIntervalMs };
  });
  return { file, robots, odd: robots.filter(({ quirks }) => quirks.length > 0).length };
}

/** The fleet file, as a person would write it. */
export function demoFleetText(robotCount: number): string {
  let left = robotCount;
  const robots = groups.flatMap(({ vda, name, share, profile }, i) => {
    const count = i === groups.length - 1 ? left : Math.min(left, Math.round(share * robotCount));
    left -= count;
    const extra = profile === undefined ? "" : `, profile: ${profile}`;
    return count === 0 ? [] : [`  - { name: ${name}, count: ${count}, vda: "${vda}"${extra} }`];
  });
  return [
    "map: centre",
    "floor:",
    "  cellMetres: 1.2",
    `  plan: |${plan}`,
    "places:",
    "  D: { name: dock, kind: dock }",
    "  P: { name: pick, kind: pick }",
    "  R: { name: rack, kind: rack }",
    "  C: { name: charger, kind: charger }",
    "speedMetresPerSecond: 1.5",
    "afterIntervention: go-on",
    "robots:",
    ...robots,
    "",
  ].join("\n");
}

function isOf({ identity: { manufacturer, serialNumber } }: VirtualRobotOptions, name: string): boolean {
  return `${manufacturer}/${serialNumber}`.replace(/-\d+$/, "") === name;
}
