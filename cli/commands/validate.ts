// `peakfleet validate <scenario>`: is the file right, and if not, where and what.
import { addCommand, type CommandKit } from "../command-kit.ts";
import { ExitCode } from "../exit-code.ts";
import { repeated } from "../option-values.ts";
import { reportBadInput } from "../report/messages.ts";

interface Options {
  readonly json?: boolean;
  readonly set?: readonly string[];
}

export function addValidateCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { help } = context.text;
  addCommand(kit, "validate", help.validate, [
    "validate smoke",
    "validate ./my-site.yaml",
    "validate ./my-site.yaml --set fleet.count=300 --json",
  ])
    .argument("<scenario>", help.scenario)
    .option("--set <path=value>", help.set, repeated)
    .option("--json", help.json)
    .action(async (nameOrPath: string, options: Options) => {
      const loaded = await context.services.loadScenario({
        nameOrPath,
        hours: undefined,
        fields: options.set ?? [],
      });
      if (options.json) {
        const report = loaded.ok
          ? { valid: true, scenario: loaded.value.entry }
          : { valid: false, problems: loaded.problems };
        context.out.write(`${JSON.stringify(report, null, 2)}\n`);
        exit(loaded.ok ? ExitCode.done : ExitCode.badInput);
        return;
      }
      if (!loaded.ok) {
        exit(reportBadInput(context, loaded.problems));
        return;
      }
      const { name, startLocal, hours, robots } = loaded.value.entry;
      const summary = context.text.scenarioSummary(startLocal.replace("T", " "), String(hours), robots);
      context.out.write(`${context.text.valid(name, summary)}\n`);
      exit(ExitCode.done);
    });
}
