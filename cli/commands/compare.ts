// `peakfleet compare <scenario>`: the same demand under several strategies, over several seeds.
import { addCommand, addRunOptions, type CommandKit, type RunOptions } from "../command-kit.ts";
import { seedsValue, strategiesValue } from "../option-values.ts";
import { runAndConclude } from "../run-and-conclude.ts";

const STRATEGIES_MAX = 32;

interface Options extends RunOptions {
  readonly strategies?: readonly string[];
  readonly seeds: number;
}

export function addCompareCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { help } = context.text;
  const command = addCommand(kit, "compare", help.compare, [
    "compare smoke --strategies pod-match,fcfs-nearest",
    "compare double-11-2025 --hours 4 --strategies pod-match,fcfs-nearest --seeds 5 --out results",
    "compare 618 --strategies pod-match,fcfs-nearest --seeds 3 --json",
  ])
    .option("--strategies <a,b,…>", help.strategiesToCompare, strategiesValue)
    .option("--seeds <number>", help.seeds, seedsValue, 1);
  addRunOptions(command, context)
    .argument("<scenario>", help.scenario)
    .action(async (scenario: string, options: Options) => {
      const { strategies, seeds } = options;
      exit(
        await runAndConclude(context, {
          scenario,
          options,
          strategies,
          strategiesMax: STRATEGIES_MAX,
          seeds,
        }),
      );
    });
}
