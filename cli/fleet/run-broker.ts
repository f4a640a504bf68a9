// `peakfleet broker`: runs the embedded broker, or writes what Mosquitto needs.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CliContext } from "../context.ts";
import { ExitCode } from "../exit-code.ts";
import { formatCount } from "../format.ts";
import { makeFolder } from "../output/make-folder.ts";
import { untilInterrupted } from "./until-interrupted.ts";

export interface BrokerRunWords {
  readonly port?: number;
  readonly host: string;
  readonly for?: "mosquitto";
  readonly out?: string;
  readonly robots?: string;
  readonly webSocketPort: number;
}

const portDefault = 1883;
const tlsPortDefault = 8883;
const sayEveryMs = 10_000;

export async function runBroker(context: CliContext, words: BrokerRunWords): Promise<ExitCode> {
  const { err, text } = context;
  const { startEmbeddedBroker } = await import("../../devices/broker/index.ts");
  const port = words.port ?? portDefault;
  let broker: Awaited<ReturnType<typeof startEmbeddedBroker>>;
  try {
    broker = await startEmbeddedBroker({ port, host: words.host });
  } catch (error) {
    err.write(`${text.fleet.brokerFailed(port, error instanceof Error ? error.message : String(error))}\n`);
    return ExitCode.failedRun;
  }
  const { limits, counts } = broker;
  const count = (value: number) => formatCount(value);
  err.write(`${text.fleet.brokerRuns(broker.url)}\n`);
  err.write(
    `${text.fleet.brokerLimits(count(limits.connectionsMax), count(limits.messagesPerSecondMax), count(Math.round(limits.packetBytesMax / 1000)))}\n`,
  );
  await untilInterrupted(context, sayEveryMs, () => {
    const { connections, messages, slowed, refused } = counts;
    err.write(
      `${text.fleet.brokerCounts(count(connections), count(messages), count(slowed), count(refused))}\n`,
    );
  });
  await broker.close();
  return ExitCode.done;
}

export async function writeMosquitto(
  context: CliContext,
  words: BrokerRunWords,
  out: string,
): Promise<ExitCode> {
  const { mosquittoFiles } = await import("../../devices/broker/index.ts");
  const { topicPrefix } = await import("../../devices/vda5050/index.ts");
  const files = mosquittoFiles({
    topicPrefixes: [topicPrefix("2.1"), topicPrefix("3.0")],
    fleetUser: "fleet",
    viewerUser: "viewer",
    robots: words.robots?.split(",").map((robot) => robot.trim()) ?? [],
    port: words.port ?? tlsPortDefault,
    webSocketPort: words.webSocketPort,
  });
  makeFolder(out);
  for (const { name, text } of files) writeFileSync(join(out, name), text);
  context.err.write(`${context.text.written(out)}\n`);
  return ExitCode.done;
}
