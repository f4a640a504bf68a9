// `peakfleet layout import|export|check`: layouts for real robots.
import { addCommand, type CommandKit } from "../command-kit.ts";
import { type LayoutWords, runExport, runLayout } from "../layout/run-layout.ts";
import { metresValue, repeated } from "../option-values.ts";

export function addLayoutCommand(kit: CommandKit): void {
  const { context, exit, program } = kit;
  const { layout: text, help } = context.text;
  const group = program.command("layout").description(text.layout).helpOption("-h, --help", help.showHelp);
  const inner = { ...kit, program: group };
  for (const what of ["check", "import"] as const) {
    const out = what === "import" ? " --out site" : "";
    const command = addCommand(inner, what, text[what], [
      `layout ${what} site.lif.json --robot cart=1.0x0.7@1.5${out}`,
    ])
      .argument("<file>", text.file)
      .option("--robot <type>", text.robot, repeated)
      .option("--margin <metres>", text.margin, metresValue)
      .option("--json", help.json);
    if (what === "import") command.requiredOption("--out <folder>", text.out);
    command.action((file: string, words: LayoutWords) => {
      exit(runLayout(context, file, words));
    });
  }
  addCommand(inner, "export", text.export, [
    "layout export smoke --robot cart=0.9x0.7 --out smoke.lif.json",
    "layout export warehouse.map --cell 1.4 --robot cart=0.9x0.7 --out warehouse.lif.json",
  ])
    .argument("<source>", text.source)
    .option("--robot <type>", text.robot, repeated)
    .option("--cell <metres>", text.cell, metresValue)
    .requiredOption("--out <file>", text.outFile)
    .action(async (source: string, words: LayoutWords & { readonly out: string }) => {
      exit(await runExport(context, source, words));
    });
}
