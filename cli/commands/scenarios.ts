// `peakfleet scenarios`: what is bundled.
import { addCommand, type CommandKit } from "../command-kit.ts";
import { writeLines } from "../context.ts";
import { ExitCode } from "../exit-code.ts";
import { reportBadInput } from "../report/messages.ts";
import { renderTable } from "../table/table.ts";

export function addScenariosCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { out, text, colors, language } = context;
  addCommand(kit, "scenarios", text.help.scenarios, ["scenarios", "scenarios --json"])
    .option("--json", text.help.json)
    .action(async (options: { readonly json?: boolean }) => {
      const listed = await context.services.listScenarios();
      if (!listed.ok) {
        exit(reportBadInput(context, listed.problems));
        return;
      }
      exit(ExitCode.done);
      if (options.json) {
        out.write(`${JSON.stringify(listed.value, null, 2)}\n`);
        return;
      }
      const table = renderTable(
        [
          { header: text.column.name, align: "left", wrap: false },
          { header: text.column.start, align: "right" },
          { header: text.column.hours, align: "right" },
          { header: text.column.robots, align: "right" },
          { header: text.column.about, align: "left" },
        ],
        listed.value.map((entry) => [
          entry.name,
          entry.startLocal.slice(0, 10),
          String(entry.hours),
          String(entry.robots),
          entry.description[language],
        ]),
        { width: out.columns, paintHeader: colors.bold },
      );
      writeLines(out, table);
    });
}
