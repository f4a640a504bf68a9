// `peakfleet scenarios`: what is bundled.
import { addCommand, type CommandKit } from "../command-kit.ts";
import { writeLines } from "../context.ts";
import { formatNumber } from "../format.ts";
import { reportBadInput } from "../report/messages.ts";
import { renderTable } from "../table/table.ts";

export function addScenariosCommand(kit: CommandKit): void {
  const { context, exit } = kit;
  const { out, text, colors, language, services } = context;
  addCommand(kit, "scenarios", text.help.scenarios, ["scenarios", "scenarios --json"])
    .option("--json", text.help.json)
    .action((options: { readonly json?: boolean }) => {
      const library = services.openLibrary();
      const listed = library.ok ? library.value.list() : library;
      if (!listed.ok) {
        exit(reportBadInput(context, listed.problems));
        return;
      }
      if (options.json) {
        out.write(`${JSON.stringify(listed.value, null, 2)}\n`);
        return;
      }
      const table = renderTable(
        [
          { header: text.column.name, align: "left", wrap: false },
          { header: text.column.start, align: "left", wrap: false },
          { header: text.column.hours, align: "right" },
          { header: text.column.robots, align: "right" },
          { header: text.column.about, align: "left" },
        ],
        listed.value.map(({ name, start, hours, robots, description }) => [
          name,
          start.slice(0, 10),
          formatNumber(hours),
          String(robots),
          description[language],
        ]),
        { width: out.columns, paintHeader: colors.bold },
      );
      writeLines(out, table);
    });
}
