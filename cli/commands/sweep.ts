// `peakfleet sweep <scenario> --vary field=values`: strategies over the values of a field, e.g. how many robots are needed.
import { Option } from "commander";
import { addCommand, addRunOptions, type CommandKit } from "../command-kit.ts";
import { type SweepOptions, sweepAndConclude } from "../experiment/sweep-course.ts";
import { kpiValue, namesValue, seedsValue, targetValue, varyValue, warmUpValue } from "../option-values.ts";

export function addSweepCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { help } = context.text;
  const command = addCommand(kit, "sweep", help.sweep, [
    "sweep reference-rmfs --vary fleet.count=8..48:8 --strategies best-known,fcfs-nearest --seeds 5 --out robots",
    "sweep double-11-2025 --hours 4 --vary fleet.count=120,180,240 --strategies lp-plan --target lateShare<=2%",
    "sweep reference-rmfs --vary fleet.count=8..32:8 --vary skus.count=100,1000 --strategies pod-match --json",
  ])
    .addOption(new Option("--vary <field=values>", help.vary).argParser(varyValue).makeOptionMandatory())
    .option("--strategies <a,b,…>", help.strategiesToCompare, namesValue)
    .option("--seeds <number>", help.seeds, seedsValue, 1)
    .option("--warm-up <duration>", help.warmUp, warmUpValue)
    .option("--kpi <name>", help.kpi, kpiValue, "unitsPerHour" as const)
    .option("--target <kpi<=number>", help.target, targetValue);
  addRunOptions(command, context)
    .argument("<scenario>", help.scenario)
    .action(async (scenario: string, options: SweepOptions) => {
      exit(await sweepAndConclude(context, scenario, options));
    });
}
