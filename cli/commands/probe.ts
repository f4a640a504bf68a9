// `peakfleet probe`: tries out what one robot really does.
import { Option } from "commander";
import { addCommand, type CommandKit } from "../command-kit.ts";
import { addBrokerOptions } from "../fleet/broker-options.ts";
import { areaValue, checksValue, nodesValue, reportFileValue, robotValue } from "../probe/probe-words.ts";
import { type ProbeWords, runProbe } from "../probe/run-probe.ts";

export function addProbeCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { probe } = context.text;
  const command = addCommand(kit, "probe", probe.probe, [
    "probe --robot KIT/0001 --broker mqtt://localhost:1883 --report kit.html --profile kit.yaml",
    "probe --robot KIT/0001 --area 0,0,6,3 --checks order.horizon,cancel.stops --yes",
    "probe --robot KIT/0001 --nodes 'N1:0,0;N2:1.5,0;N3:3,0' --json",
  ])
    .requiredOption("--robot <name>", probe.robot, robotValue)
    .addOption(
      new Option("--vda <release>", probe.vda).choices(["auto", "2.0", "2.1", "3.0"]).default("auto"),
    )
    .option("--interface <name>", probe.interfaceName)
    .option("--report <file>", probe.report, reportFileValue)
    .option("--profile <file>", probe.profileFile)
    .option("--area <x1,y1,x2,y2>", probe.area, areaValue)
    .option("--nodes <list>", probe.nodes, nodesValue)
    .option("--checks <list>", probe.checks, checksValue)
    .option("--action <type>", probe.action)
    .option("--allow-load", probe.allowLoad)
    .option("--init-position", probe.initPosition)
    .option("--will", probe.will)
    .option("--yes", probe.yes)
    .option("--json", probe.json)
    .action(async (words: ProbeWords) => {
      exit(await runProbe(context, words));
    });
  addBrokerOptions(command, context);
}
