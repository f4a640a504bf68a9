// Files of the visitor's: opened, checked and run; and the page's own state as a file.
import { recordingExtension } from "../../../scenarios/recording/recording-port.ts";
import { text } from "../i18n/index.ts";
import { problemText } from "../i18n/recording-text.ts";
import type { OwnScenario, ScenarioEntry } from "../protocol/messages.ts";
import { RecordingRunSource } from "../recording/recording-run-source.ts";
import { fileBytesMax, openedFile, viewText, withOrders } from "./opened-file.ts";
import { packOwn, unpackOwn } from "./own-address.ts";
import type { FileProblem, PageSignals } from "./page-signals.ts";
import { type OpenRecording, shelved } from "./recording-shelf.ts";
import type { RunLife } from "./run-life.ts";
import { completeSettings, defaultHours } from "./run-settings.ts";
import type { ScenarioDesk } from "./scenario-desk.ts";
import { noStrategy, type PaneChoice, panesMax, readSettings } from "./url-state.ts";

export class VisitorFiles {
  constructor(
    private readonly signals: PageSignals,
    private readonly life: RunLife,
    private readonly desk: ScenarioDesk,
    private readonly page: Window,
  ) {}

  /** Opens files and runs what is in them; what is wrong with one shows on the page. */
  async openFiles(files: readonly File[]): Promise<void> {
    const { setFileProblem } = this.signals;
    setFileProblem(null);
    for (const file of files) {
      const problem = await this.open(file).catch((error: unknown) => unusable(file, [String(error)]));
      if (problem !== null) setFileProblem(problem);
    }
  }
  /** Runs the visitor's own scenario, which has been checked. */
  runOwn(scenario: OwnScenario, entry: ScenarioEntry): void {
    this.useOwn(scenario, entry);
    const { name, seed } = entry;
    const { setSettings, catalog } = this.signals;
    setSettings((now) =>
      completeSettings({ ...now, scenario: name, seed, hours: defaultHours(entry), panes: [] }, catalog()!),
    );
    this.life.run();
  }
  /** The whole view as a file. */
  viewFile(): string {
    return viewText(this.page.location.search.slice(1), this.signals.own());
  }

  /** Unpacks the own scenario that the address holds; the run that it names can begin then. */
  async restoreOwn(): Promise<void> {
    const { settings, setOwn, setFileProblem } = this.signals;
    const packed = settings().own;
    if (packed === undefined) return;
    const own = await unpackOwn(packed);
    if (own !== null) setOwn(own);
    else setFileProblem({ file: text().files.address, lost: "all", lines: () => [text().files.badAddress] });
  }
  /** Puts the own scenario of the address into the catalogue, once that is there. */
  async listOwn(): Promise<void> {
    const own = this.signals.own();
    if (own === null) return;
    const { entry } = await this.desk.check(own);
    if (entry !== null) this.useOwn(own, entry);
  }

  private useOwn(scenario: OwnScenario, entry: ScenarioEntry): void {
    this.signals.setOwn(scenario);
    this.signals.setPackedOwn("");
    void packOwn(scenario).then((packed) => {
      if (this.signals.own() !== scenario) return;
      this.signals.setPackedOwn(packed);
      this.life.touch();
    });
    this.signals.setCatalog((now) => {
      if (now === null) return now;
      return { ...now, scenarios: [entry, ...now.scenarios.filter(({ name }) => name !== entry.name)] };
    });
  }
  /** What is wrong with a file; null when it is opened and runs. */
  private async open(file: File): Promise<FileProblem | null> {
    if (this.signals.catalog() === null) return null;
    if (isRecordingName(file.name)) return this.openRecording(file);
    return this.openText(file);
  }
  /** Plays a recording: beside the recordings of the same scenario that are shown, else alone. */
  private async openRecording(file: File): Promise<FileProblem | null> {
    const { recordings, setRecordings, settings, setSettings, ran } = this.signals;
    const source = new RecordingRunSource(file);
    const info = await source.opened.finally(() => source.close());
    const { head, problems } = info;
    if (head === null || info.lastStep < 0) {
      return {
        file: file.name,
        lost: "all",
        lines: () => problems.map((problem) => problemText(problem, info)),
      };
    }
    const { shelf, added } = shelved(recordings(), file, { ...info, head });
    setRecordings(shelf);
    await this.showScenario(added);
    const { scenario, seed, hours, strategy, injections } = added.request;
    const shown = ran().scenario === scenario ? ran().panes.filter(isRecorded) : [];
    const beside = shown.filter(({ recording }) => recording !== added.name).slice(0, panesMax - 1);
    const panes: PaneChoice[] = [...beside, { strategy, injections, recording: added.name }];
    if (panes.length === 1) panes.push({ strategy: noStrategy, injections: [] });
    setSettings({ ...settings(), scenario, seed, hours: hours ?? 0, panes });
    this.life.run();
    if (problems.length === 0) return null;
    return {
      file: file.name,
      lost: "part",
      lines: () => problems.map((problem) => problemText(problem, info)),
    };
  }
  /** The recording's scenario joins the catalogue, so that it can be simulated beside it. */
  private async showScenario({ request }: OpenRecording): Promise<void> {
    const { own, scenario, seed, hours, strategy } = request;
    if (own === null) return;
    const check = await this.desk.check(own);
    const summary = { en: "", zh: "" };
    const unknown = { name: scenario, summary, seed, hours: hours ?? 0, strategies: [strategy], robots: 0 };
    this.useOwn(own, check.entry ?? unknown);
  }
  /** What is wrong with any other file. */
  private async openText(file: File): Promise<FileProblem | null> {
    const { catalog, settings, setSettings, setLayers } = this.signals;
    if (file.size > fileBytesMax) {
      return unusable(file, [`${file.name}: expected at most ${fileBytesMax} bytes; found ${file.size}`]);
    }
    const opened = openedFile(file.name, await file.text());
    if (opened.kind === "bad") return unusable(file, opened.lines);
    const scenario = opened.kind === "orders" ? withOrders(await this.scenarioNow(), opened) : opened.own;
    const check = scenario === null ? null : await this.desk.check(scenario);
    if (scenario !== null && check !== null) {
      if (check.entry === null) return unusable(file, check.lines);
      if (opened.kind !== "view") {
        this.runOwn(scenario, check.entry);
        const { skipped = [] } = check;
        return skipped.length === 0 ? null : { file: file.name, lost: "part", lines: () => skipped };
      }
      this.useOwn(scenario, check.entry);
    }
    if (opened.kind === "view") {
      const seen = completeSettings(readSettings(opened.query), catalog()!);
      setSettings({ ...seen, language: settings().language, theme: settings().theme });
      setLayers(seen.layers);
      this.life.run(seen);
    }
    return null;
  }
  /** The scenario in the settings as text. */
  private async scenarioNow(): Promise<OwnScenario> {
    const name = this.signals.settings().scenario;
    const mine = this.signals.own();
    if (mine !== null && mine.name === name) return mine;
    return { name, text: await this.desk.text(name), overrides: [], files: {} };
  }
}

const isRecordingName = (name: string): boolean => name.toLowerCase().endsWith(recordingExtension);
const isRecorded = ({ recording }: PaneChoice): boolean => recording !== undefined;
const unusable = ({ name }: File, lines: readonly string[]): FileProblem => ({
  file: name,
  lost: "all",
  lines: () => lines,
});
