// `peakfleet compare <scenario>`: the same demand under several strategies, over several seeds.
import { addCommand, addRunOptions, type CommandKit } from "../command-kit.ts";
import { type CompareOptions, compareAndConclude } from "../experiment/compare-course.ts";
import { kpiValue, percentValue, seedsValue, strategiesValue, warmUpValue } from "../option-values.ts";

export function addCompareCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { help } = context.text;
  const command = addCommand(kit, "compare", help.compare, [
    "compare smoke --strategies pod-match,fcfs-nearest",
    "compare double-11-2025 --hours 4 --strategies pod-match,fcfs-nearest --seeds 5 --out results",
    "compare reference-rmfs --strategies best-known,pod-match,fcfs-nearest --seeds 30 --precision 1% --out results",
    "compare reference-rmfs --strategies pod-match,pod-match+order-station=queue --seeds 10",
    "compare 618 --strategies pod-match,fcfs-nearest --seeds 3 --warm-up mser5 --json",
  ])
    .option("--strategies <a,b,…>", help.strategiesToCompare, strategiesValue)
    .option("--seeds <number>", help.seedsToCompare, seedsValue)
    .option("--warm-up <duration>", help.warmUp, warmUpValue)
    .option("--precision <percent>", help.precision, percentValue)
    .option("--min-seeds <number>", help.minSeeds, seedsValue)
    .option("--kpi <name>", help.kpi, kpiValue, "unitsPerHour" as const);
  addRunOptions(command, context)
    .argument("<scenario>", help.scenario)
    .action(async (scenario: string, options: CompareOptions) => {
      exit(await compareAndConclude(context, scenario, options));
    });
}
