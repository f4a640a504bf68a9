// What `peakfleet layout` does: read, check, draw, write.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Checked, type InputProblem, layouts } from "../../scenarios/index.ts";
import { type CliContext, writeLines } from "../context.ts";
import { ExitCode } from "../exit-code.ts";
import { formatCount } from "../format.ts";
import { makeFolder } from "../output/make-folder.ts";
import { reportHtml } from "../report/html/page.ts";
import { reportBadInput } from "../report/messages.ts";
import { textOf } from "../text/index.ts";
import { problemText } from "../text/problem-text.ts";

export interface LayoutWords {
  readonly robot?: readonly string[];
  readonly margin?: number;
  readonly cell?: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** Version of roads.json and of what `--json` prints. */
const formatVersion = 1;
const cellMetresDefault = 1;

/** Checks a LIF file; with `--out`, also writes the road graph, a picture and a report. 0 good, 1 faults, 2 unreadable. */
export function runLayout(context: CliContext, file: string, words: LayoutWords): ExitCode {
  const types = robotTypes(context, words.robot);
  if (types === null) return ExitCode.badInput;
  const text = readText(file);
  if (!text.ok) return reportBadInput(context, text.problems);
  const read = layouts.readLif(text.value, basename(file));
  if (!read.ok) return tellUnreadable(context, read.problems, words.json);
  const robots = layouts.robotTypesOf(read.map, types);
  const check = layouts.checkRoads(read.map, robots, basename(file), words.margin);
  const assumed = layouts.assumedSizes(read.map, types, basename(file));
  const remarks = [...assumed, ...read.remarks, ...check.remarks];
  if (words.out !== undefined)
    writeReport(context, words.out, read.map, robots, file, [...check.faults, ...remarks]);
  const { out, colors, text: all, language } = context;
  const { faults, figures } = check;
  if (words.json) {
    const valid = faults.length === 0;
    out.write(`${JSON.stringify({ version: formatVersion, valid, figures, faults, remarks }, null, 2)}\n`);
  } else {
    const lines = (title: string, problems: readonly InputProblem[]) =>
      problems.length === 0 ? [] : [title, ...problems.map((each) => `  ${problemText(each, language)}`)];
    const count = formatCount;
    writeLines(out, [
      all.layout.figures(
        count(figures.nodes),
        count(figures.edges),
        count(figures.metres),
        count(figures.stations),
        count(figures.conflicts),
      ),
      all.layout.types(figures.robotTypes.join(", ")),
      ...lines(colors.red(all.layout.faults(count(faults.length))), faults),
      ...lines(all.layout.remarks(count(remarks.length)), remarks),
      ...(faults.length === 0 ? [all.layout.good] : []),
    ]);
    if (words.out !== undefined) context.err.write(`${all.written(words.out)}\n`);
  }
  return faults.length === 0 ? ExitCode.done : ExitCode.failedRun;
}

/** Writes a scenario's floor or a MovingAI map as LIF. */
export async function runExport(
  context: CliContext,
  source: string,
  words: LayoutWords & { readonly out: string },
): Promise<ExitCode> {
  const types = robotTypes(context, words.robot ?? ["cart=1.0x0.7@1.5"]);
  if (types === null) return ExitCode.badInput;
  const project = basename(source).replace(/\.\w+$/, "");
  const from = { source: basename(source), project, types: types.map(({ id }) => id) };
  const map = source.endsWith(".map")
    ? mapFile(source, words, from)
    : await scenarioFloor(context, source, from);
  if (!map.ok) return reportBadInput(context, map.problems);
  makeFolder(dirname(words.out));
  writeFileSync(words.out, layouts.writeLif(map.value, new Date(context.now()).toISOString()));
  context.err.write(`${context.text.written(words.out)}\n`);
  return ExitCode.done;
}

function mapFile(path: string, words: LayoutWords, from: layouts.LayoutSource): Checked<layouts.RoadMap> {
  const text = readText(path);
  return text.ok ? layouts.mapFileRoads(text.value, words.cell ?? cellMetresDefault, from) : text;
}

async function scenarioFloor(
  { services }: CliContext,
  name: string,
  from: layouts.LayoutSource,
): Promise<Checked<layouts.RoadMap>> {
  const library = services.openLibrary();
  if (!library.ok) return library;
  const loaded = await services.loadScenario(library.value, name, {});
  if (!loaded.ok) return loaded;
  return layouts.scenarioRoads(loaded.value.scenario, loaded.value.inputs.map, from);
}

function robotTypes(
  { err, text }: CliContext,
  given: readonly string[] = [],
): layouts.RoadRobotType[] | null {
  const types: layouts.RoadRobotType[] = [];
  for (const words of given) {
    const type = layouts.parseRobotType(words);
    if (type === null) {
      err.write(`${text.layout.badRobot(words)}\n`);
      return null;
    }
    types.push(type);
  }
  return types;
}

function tellUnreadable(context: CliContext, problems: readonly InputProblem[], json?: boolean): ExitCode {
  if (!json) return reportBadInput(context, problems);
  context.out.write(`${JSON.stringify({ version: formatVersion, valid: false, problems }, null, 2)}\n`);
  return ExitCode.badInput;
}

function writeReport(
  context: CliContext,
  folder: string,
  map: layouts.RoadMap,
  robots: readonly layouts.RoadRobotType[],
  file: string,
  problems: readonly InputProblem[],
): void {
  makeFolder(folder);
  const pictures = map.layouts.map((_, i) => layouts.drawRoads(map, robots, i));
  const [en, zh] = [textOf("en").layout, textOf("zh").layout];
  const title = context.text.layout.title(basename(file));
  writeFileSync(join(folder, "roads.json"), `${JSON.stringify({ version: formatVersion, map, robots })}\n`);
  writeFileSync(join(folder, "layout.svg"), pictures[0]!);
  const lead = problems.map((problem) => ({
    en: problemText(problem, "en"),
    zh: problemText(problem, "zh"),
  }));
  const page = reportHtml({
    title,
    language: context.language,
    lead,
    sections: pictures.map((picture) => ({
      title: { en: en.picture, zh: zh.picture },
      explanation: { en: en.explanation, zh: zh.explanation },
      body: `<div class="scroll">${picture}</div>`,
    })),
    foot: { en: `peakfleet ${context.version}`, zh: `peakfleet ${context.version}` },
  });
  writeFileSync(join(folder, "report.html"), page);
}

function readText(path: string): Checked<string> {
  try {
    if (!statSync(path).isDirectory()) return { ok: true, value: readFileSync(path, "utf8") };
    return { ok: false, problems: [{ source: path, path: "", expected: "a file", found: "a folder" }] };
  } catch (error) {
    const found = (error as Error).message;
    return { ok: false, problems: [{ source: path, path: "", expected: "an existing file", found }] };
  }
}
