// `peakfleet serve`: drives the robots of a fleet file.
import { Option } from "commander";
import { addCommand, type CommandKit } from "../command-kit.ts";
import { addApiOptions } from "../fleet/api-words.ts";
import { addBrokerOptions } from "../fleet/broker-options.ts";
import { runServe, type ServeWords } from "../fleet/run-serve.ts";
import { openTransportsValue } from "../option-values.ts";

export function addServeCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { fleet } = context.text;
  const command = addCommand(kit, "serve", fleet.serve, [
    "serve --fleet fleet.yaml --broker mqtt://localhost:1883",
    "serve --fleet fleet.yaml --random-orders 20 --journal none",
    "serve --fleet fleet.yaml --broker mqtts://broker.example:8883 --ca ca.crt --user fleet --host 0.0.0.0 --keys keys.json",
    "serve --fleet fleet.yaml --scenario smoke --strategy pod-match",
  ])
    .requiredOption("--fleet <file>", fleet.fleetFile)
    .option("--random-orders <number>", fleet.randomOrders, openTransportsValue, 0)
    .option("--scenario <name or file>", fleet.scenario)
    .option("--strategy <name>", fleet.strategy)
    .addOption(new Option("--demand <whose>", fleet.demand).choices(["scenario", "desk"]))
    .option("--journal <folder>", context.text.serve.journal)
    .option("--salvage", context.text.serve.salvage)
    .option("--mqtt-orders", context.text.serve.mqttOrders)
    .option("--go-on", fleet.confirmAll)
    .action(async (words: ServeWords) => {
      exit(await runServe(context, words));
    });
  addBrokerOptions(command, context);
  addApiOptions(command, context);
}
