// `peakfleet broker`: an embedded broker for demos; with `--for mosquitto`, the configuration of a real one.
import { Option } from "commander";
import { addCommand, type CommandKit } from "../command-kit.ts";
import { type BrokerRunWords, runBroker, writeMosquitto } from "../fleet/run-broker.ts";
import { portValue } from "../option-values.ts";

export function addBrokerCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { fleet } = context.text;
  const command = addCommand(kit, "broker", fleet.broker, [
    "broker",
    "broker --for mosquitto --out broker --robots KIT/0001,KIT/0002",
  ])
    .option("--port <number>", fleet.brokerPort, portValue)
    .option("--host <address>", fleet.brokerHost, "127.0.0.1")
    .addOption(new Option("--for <broker>", fleet.brokerFor).choices(["mosquitto"]))
    .option("--out <folder>", fleet.brokerOut)
    .option("--robots <list>", fleet.brokerRobots)
    .option("--web-socket-port <number>", fleet.webSocket, portValue, 0)
    .action(async (words: BrokerRunWords) => {
      if (words.for === undefined) exit(await runBroker(context, words));
      else if (words.out === undefined) command.error(`error: ${fleet.outMissing}`);
      else exit(await writeMosquitto(context, words, words.out));
    });
}
