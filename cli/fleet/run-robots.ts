// `peakfleet robots`: virtual robots on a broker.
import type { Quirk, VdaVersion, VirtualRobotOptions } from "../../devices/vda5050/index.ts";
import type { CliContext } from "../context.ts";
import { ExitCode } from "../exit-code.ts";
import { formatCount } from "../format.ts";
import { withoutUser } from "../option-values.ts";
import { reportBadInput } from "../report/messages.ts";
import { type BrokerWords, brokerAddress } from "./broker-options.ts";
import { openFleet } from "./open-fleet.ts";
import { untilInterrupted } from "./until-interrupted.ts";
import { robotsOnGround } from "./virtual-robots.ts";

export interface RobotWords extends BrokerWords {
  readonly count?: number;
  readonly fleet?: string;
  /** In place of the ground that the fleet file names. */
  readonly scenario?: string;
  readonly vda: VdaVersion;
  readonly quirk?: readonly string[];
  readonly speedUp: number;
  readonly interface?: string;
  readonly manufacturer: string;
}

/** Robots stand in rows of so many, so many metres apart. */
const rowLength = 10;
const spacingMetres = 2;
const sayEveryMs = 10_000;

export async function runRobots(context: CliContext, words: RobotWords): Promise<ExitCode> {
  const { err, text } = context;
  const { quirkNames } = await import("../../devices/vda5050/index.ts");
  const { RobotHost } = await import("../../devices/vda5050/edge/index.ts");
  const quirks = words.quirk ?? [];
  const unknown = quirks.find((name) => !quirkNames.includes(name as Quirk));
  if (unknown !== undefined) {
    err.write(`${text.fleet.noSuchQuirk(unknown)}\n${text.fleet.quirkNames(quirkNames.join(", "))}\n`);
    return ExitCode.badInput;
  }
  const loaded = words.fleet === undefined ? undefined : await openFleet(context, words.fleet, words);
  if (loaded?.ok === false) return reportBadInput(context, loaded.problems);
  const robots = (loaded === undefined ? inRows(words) : await robotsOnGround(loaded.value.file)).map(
    (robot) => ({
      ...robot,
      quirks: quirks as readonly Quirk[],
    }),
  );
  const { speedUp } = words;
  const versions = [...new Set(robots.map(({ version }) => version))].join(", ");
  const count = robots.length;
  const lastErrors = new Map<string, string>();
  const host = new RobotHost({
    broker: brokerAddress(words),
    robots,
    speedUp,
    ...(words.interface === undefined ? {} : { interfaceName: words.interface }),
    onError: (robot, message) => {
      // The same trouble of the same robot is told once.
      if (lastErrors.get(robot) === message) return;
      lastErrors.set(robot, message);
      err.write(`${text.fleet.robotError(robot, message)}\n`);
    },
  });
  const number = (value: number) => formatCount(value);
  err.write(`${text.fleet.robotsRun(number(count), versions, withoutUser(words.broker))}\n`);
  await untilInterrupted(context, sayEveryMs, () => {
    const driven = host.robots.reduce((sum, { driver }) => sum + driver.metres, 0);
    err.write(
      `${text.fleet.robotsConnected(number(host.connectedCount), number(count), number(Math.round(driven)))}\n`,
    );
  });
  await host.close();
  return ExitCode.done;
}

/** Robots in rows, somewhere. */
function inRows({ count = 0, manufacturer, vda }: RobotWords): readonly VirtualRobotOptions[] {
  return Array.from({ length: count }, (_, i) => {
    const x = (i % rowLength) * spacingMetres;
    const y = Math.floor(i / rowLength) * spacingMetres;
    return {
      identity: { manufacturer, serialNumber: `robot-${i + 1}` },
      version: vda,
      start: { x, y, theta: 0, mapId: "floor" },
    };
  });
}
