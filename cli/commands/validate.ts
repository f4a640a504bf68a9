// `peakfleet validate <scenario>`: is the file right, and if not, where and what.
import { formatProblem } from "../../scenarios/index.ts";
import { addCommand, type CommandKit } from "../command-kit.ts";
import { writeLines } from "../context.ts";
import { ExitCode } from "../exit-code.ts";
import { repeated } from "../option-values.ts";
import { prepareRuns } from "../prepare-runs.ts";
import { reportBadInput, scenarioLines } from "../report/messages.ts";

interface Options {
  readonly json?: boolean;
  readonly set?: readonly string[];
  readonly inject?: readonly string[];
}

export function addValidateCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { text, out } = context;
  addCommand(kit, "validate", text.help.validate, [
    "validate smoke",
    "validate ./my-site.yaml",
    "validate ./my-site.yaml --set fleet.count=300 --json",
  ])
    .argument("<scenario>", text.help.scenario)
    .option("--set <path=value>", text.help.set, repeated)
    .option("--inject <time: fault>", text.help.inject, repeated)
    .option("--json", text.help.json)
    .action(async (scenario: string, options: Options) => {
      const checked = await prepareRuns(context, {
        scenario,
        hours: undefined,
        fields: options.set ?? [],
        rules: [],
        injections: options.inject ?? [],
        strategies: undefined,
        strategiesMax: Number.POSITIVE_INFINITY,
        firstSeed: undefined,
        seeds: 1,
      });
      if (options.json) {
        const report = checked.ok
          ? { valid: true, scenario: checked.value.scenario, notes: checked.value.notes }
          : {
              valid: false,
              problems: checked.problems.map((each) => ({ ...each, message: formatProblem(each) })),
            };
        out.write(`${JSON.stringify(report, null, 2)}\n`);
        exit(checked.ok ? ExitCode.done : ExitCode.badInput);
      } else if (checked.ok) {
        writeLines(out, scenarioLines(context, checked.value));
      } else {
        exit(reportBadInput(context, checked.problems));
      }
    });
}
