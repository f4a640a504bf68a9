// `peakfleet run <scenario>`: one scenario, one strategy, its KPIs.
import { addCommand, addRunOptions, type CommandKit, type RunOptions } from "../command-kit.ts";
import { runAndConclude } from "../run-and-conclude.ts";

interface Options extends RunOptions {
  readonly strategy?: string;
  readonly explain?: boolean;
  readonly record?: string;
}

export function addRunCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { help } = context.text;
  const command = addCommand(kit, "run", help.run, [
    "run smoke",
    "run double-11-2025 --hours 4 --strategy pod-match --out results",
    "run ordinary-day --set fleet.count=120 --rule pod-choice=nearest --json",
    "run ./my-site.yaml --seed 7",
    "run smoke --strategy pod-match --explain",
    "run smoke --record smoke.pfrec",
  ])
    .option("--strategy <name>", help.strategy)
    .option("--explain", help.explain)
    .option("--record <file>", help.record);
  addRunOptions(command, context)
    .argument("<scenario>", help.scenario)
    .action(async (scenario: string, options: Options) => {
      const { strategy } = options;
      const strategies = strategy === undefined ? undefined : [strategy];
      exit(
        await runAndConclude(context, {
          scenario,
          options,
          strategies,
          strategiesMax: 1,
          seeds: 1,
          explain: options.explain ?? false,
          ...(options.record !== undefined && { record: options.record }),
        }),
      );
    });
}
