// `peakfleet robots`: virtual robots on a broker, conformant or not.
import { Option } from "commander";
import { addCommand, type CommandKit } from "../command-kit.ts";
import { addBrokerOptions } from "../fleet/broker-options.ts";
import { type RobotWords, runRobots } from "../fleet/run-robots.ts";
import { repeated, robotCountValue, speedUpValue } from "../option-values.ts";

export function addRobotsCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { fleet } = context.text;
  const command = addCommand(kit, "robots", fleet.robots, [
    "robots --count 10 --vda 2.1",
    "robots --fleet fleet.yaml",
    "robots --count 5 --vda 3.0 --broker mqtt://localhost:1883 --quirk silent-rejection --speed-up 5",
  ])
    .option("--count <number>", fleet.count, robotCountValue)
    .option("--fleet <file>", fleet.robotsOfFleet)
    .option("--scenario <name or file>", fleet.scenario)
    .addOption(new Option("--vda <release>", fleet.vda).choices(["2.0", "2.1", "3.0"]).default("2.1"))
    .option("--quirk <name>", fleet.quirk, repeated)
    .option("--speed-up <factor>", fleet.speedUp, speedUpValue, 1)
    .option("--interface <name>", fleet.interfaceName)
    .option("--manufacturer <name>", fleet.manufacturer, "peakfleet")
    .action(async (words: RobotWords) => {
      if ((words.count === undefined) === (words.fleet === undefined))
        command.error(`error: ${fleet.countOrFleet}`);
      exit(await runRobots(context, words));
    });
  addBrokerOptions(command, context);
}
