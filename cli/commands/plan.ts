// `peakfleet plan <scenario>`: the plan of one moment, its prices, and the models behind it.
import { Option } from "commander";
import { solverPreferences } from "../../scenarios/index.ts";
import { addCommand, type CommandKit } from "../command-kit.ts";
import { repeated, seedValue } from "../option-values.ts";
import { type PlanWords, runPlan } from "../plan/plan-course.ts";

export function addPlanCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { plan: text, help } = context.text;
  addCommand(kit, "plan", text.plan, [
    "plan smoke",
    "plan double-11-2025 --at 20:30",
    "plan double-11-2025 --at 2h --solver highs --export-lp plan.lp",
    "plan ./my-site.yaml --set fleet.count=120 --json",
  ])
    .argument("<scenario>", help.scenario)
    .option("--at <time>", text.at)
    .option("--strategy <name>", text.strategy, "lp-plan")
    .addOption(new Option("--solver <name>", text.solver).choices(solverPreferences).default("auto"))
    .option("--export-lp <file>", text.exportLp)
    .option("--report <file>", text.report)
    .option("--seed <number>", help.seed, seedValue)
    .option("--set <path=value>", help.set, repeated)
    .option("--rule <decision=rule>", help.rule, repeated)
    .option("--inject <time: fault>", help.inject, repeated)
    .option("--json", help.json)
    .action(async (scenario: string, words: PlanWords) => {
      exit(await runPlan(context, scenario, words));
    });
}
