// Files of the visitor's: opened, checked and run; and the page's own state as a file.
import type { OwnScenario, ScenarioEntry } from "../protocol/messages.ts";
import { fileBytesMax, openedFile, viewText, withOrders } from "./opened-file.ts";
import type { PageSignals } from "./page-signals.ts";
import type { RunLife } from "./run-life.ts";
import { completeSettings, defaultHours } from "./run-settings.ts";
import type { ScenarioDesk } from "./scenario-desk.ts";
import { readSettings } from "./url-state.ts";

export class VisitorFiles {
  constructor(
    private readonly signals: PageSignals,
    private readonly life: RunLife,
    private readonly desk: ScenarioDesk,
    private readonly page: Window,
  ) {}

  /** Opens a file and runs what is in it; what is wrong with it shows on the page. */
  async openFile(file: File): Promise<void> {
    const { setFileProblem } = this.signals;
    setFileProblem(null);
    const lines = await this.open(file).catch((error: unknown) => [String(error)]);
    if (lines.length > 0) setFileProblem({ file: file.name, lines });
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

  private useOwn(scenario: OwnScenario, entry: ScenarioEntry): void {
    this.signals.setOwn(scenario);
    this.signals.setCatalog((now) => {
      if (now === null) return now;
      return { ...now, scenarios: [entry, ...now.scenarios.filter(({ name }) => name !== entry.name)] };
    });
  }
  /** What is wrong with a file, line by line; nothing when it is opened and runs. */
  private async open(file: File): Promise<readonly string[]> {
    const { catalog, settings, setSettings, setLayers } = this.signals;
    const known = catalog();
    if (known === null) return [];
    if (file.size > fileBytesMax) {
      return [`${file.name}: expected at most ${fileBytesMax} bytes; found ${file.size}`];
    }
    const opened = openedFile(file.name, await file.text());
    if (opened.kind === "bad") return opened.lines;
    const scenario = opened.kind === "orders" ? withOrders(await this.scenarioNow(), opened) : opened.own;
    const check = scenario === null ? null : await this.desk.check(scenario);
    if (scenario !== null && check !== null) {
      if (check.entry === null) return check.lines;
      if (opened.kind !== "view") {
        this.runOwn(scenario, check.entry);
        return [];
      }
      this.useOwn(scenario, check.entry);
    }
    if (opened.kind === "view") {
      const seen = completeSettings(readSettings(opened.query), catalog()!);
      setSettings({ ...seen, language: settings().language, theme: settings().theme });
      setLayers(seen.layers);
      this.life.run(seen);
    }
    return [];
  }
  /** The scenario in the settings as text. */
  private async scenarioNow(): Promise<OwnScenario> {
    const name = this.signals.settings().scenario;
    const mine = this.signals.own();
    if (mine !== null && mine.name === name) return mine;
    return { name, text: await this.desk.text(name), overrides: [], files: {} };
  }
}
