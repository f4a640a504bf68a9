// `peakfleet strategies`: the named strategies, and the rules that `--rule` chooses from.
import { addCommand, type CommandKit } from "../command-kit.ts";
import { writeLines } from "../context.ts";
import { reportBadInput } from "../report/messages.ts";
import { renderTable } from "../table/table.ts";

export function addStrategiesCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { out, text, colors, language, services } = context;
  addCommand(kit, "strategies", text.help.strategies, ["strategies", "strategies --json"])
    .option("--json", text.help.json)
    .action((options: { readonly json?: boolean }) => {
      const library = services.openLibrary();
      if (!library.ok) {
        exit(reportBadInput(context, library.problems));
        return;
      }
      const { strategies, rules } = library.value.catalog;
      if (options.json) {
        out.write(`${JSON.stringify({ strategies, rules }, null, 2)}\n`);
        return;
      }
      const look = { width: out.columns, paintHeader: colors.bold };
      writeLines(out, [
        ...renderTable(
          [
            { header: text.column.name, align: "left", wrap: false },
            { header: text.column.about, align: "left" },
          ],
          strategies.map((strategy) => [strategy.name, strategy.summary[language]]),
          look,
        ),
        "",
        ...renderTable(
          [
            { header: text.column.decision, align: "left", wrap: false },
            { header: text.column.rules, align: "left" },
          ],
          Object.entries(rules).map(([decision, names]) => [decision, names.join(", ")]),
          look,
        ),
      ]);
    });
}
