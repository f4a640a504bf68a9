import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Checked, formatProblem, openBundledLibrary } from "../../scenarios/index.ts";
import { loadScenario } from "../../scenarios/node/index.ts";

const opened = openBundledLibrary();
if (!opened.ok) throw new Error(opened.problems.map(formatProblem).join("\n"));
const library = opened.value;
const folder = mkdtempSync(join(tmpdir(), "peakfleet-scenarios-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Problems with the temporary folder's name taken out. */
function problems(result: Checked<unknown>): readonly string[] {
  return result.ok
    ? []
    : result.problems.map((problem) => formatProblem(problem).replaceAll(`${folder}/`, ""));
}
function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const smoke = library.text("smoke")!;
const ownOrders = `name: own-orders
description: { en: Own orders, zh: 自有订单 }
start: "2025-11-10T20:00"
hours: 0.5
floor: { kind: generated, blocks: { columns: 2, rows: 2 } }
fleet: { count: 4 }
stations: { pick: { count: 1 }, replenish: { count: 1 } }
demand: { kind: orders, file: orders.csv }
`;
const orders = "order_id,time,sku,quantity\n1,2025-11-10 20:10,A,2\n2,2025-11-10 20:20,B,-1\n";

describe("bundled scenarios", () => {
  test.each(library.scenarioNames)("%s is valid and its floor can be built", (name) => {
    expect(problems(library.load(name))).toEqual([]);
    const schemaLine = "# yaml-language-server: $schema=../scenario.schema.json\n";
    expect(library.text(name)?.startsWith(schemaLine)).toBe(true);
  });

  test("are summarised in alphabetical order", () => {
    const list = library.list();
    expect(list.ok && list.value.map(({ name }) => name)).toEqual(library.scenarioNames);
    expect(library.scenarioNames).toContain("smoke");
  });
});

describe("naming a scenario", () => {
  test("that is not bundled suggests the nearest one", async () => {
    expect(problems(await loadScenario(library, "smkoe"))).toEqual([
      'scenario: expected a bundled scenario or the path of a YAML file; found "smkoe". Did you mean smoke?',
    ]);
  });

  test("by a path that does not exist suggests a file of the folder", async () => {
    write("my-site.yaml", smoke);
    expect(problems(await loadScenario(library, join(folder, "my-siet.yaml")))).toEqual([
      "scenario: expected an existing file; found no file my-siet.yaml. Did you mean my-site.yaml?",
    ]);
    expect(problems(await loadScenario(library, join(folder, "none", "x.yaml")))[0]).toContain(
      "There is no folder",
    );
  });

  test("by a path that is not there says where it looked and names the bundled ones", async () => {
    expect(problems(await loadScenario(library, "./smoke.yaml"))).toEqual([
      `scenario: expected an existing file; found no file ./smoke.yaml (looked for ${resolve("smoke.yaml")}).` +
        " Did you mean the bundled scenario smoke?",
    ]);
    mkdirSync(join(folder, "bare"));
    expect(problems(await loadScenario(library, join(folder, "bare", "zzz.yaml")))).toEqual([
      "scenario: expected an existing file; found no file bare/zzz.yaml. There is no YAML file in bare." +
        ` Bundled scenarios go by name: ${library.scenarioNames.join(", ")}`,
    ]);
  });

  test("by a folder is refused", async () => {
    mkdirSync(join(folder, "sub"));
    const found = problems(await loadScenario(library, join(folder, "sub")));
    expect(found[0]).toMatch(/expected a YAML file; found a folder\. Name a YAML file in it$/);
  });
});

describe("strategies", () => {
  test("that are unknown suggest the nearest one, at the place they are written", () => {
    const named = library.load("smoke", { strategies: ["pod-mtach"] });
    expect(problems(named)).toEqual([
      'strategy pod-mtach: expected the name of a strategy; found "pod-mtach". Did you mean pod-match?',
    ]);
    const written = library.loadText(`${smoke}strategies: [pod-match, pod-mtach]\n`, "mine.yaml");
    expect(problems(written)).toEqual([
      expect.stringMatching(
        /^mine\.yaml:\d+:25: strategies\[1\]: expected the name of a strategy; found "pod-mtach"\./,
      ),
    ]);
  });

  test("take rule overrides and say so in their name", () => {
    const loaded = library.load("smoke", { strategies: ["pod-match"], rules: ["order-station=fcfs"] });
    expect(loaded.ok && loaded.value.strategies[0]).toMatchObject({
      name: "pod-match+order-station=fcfs",
      rules: { "order-station": "fcfs" },
    });
  });

  test("are composed by name, so that one comparison can hold several compositions of one", () => {
    const strategies = ["pod-match", "pod-match+order-station=fcfs+pod-choice=age+nearest"];
    const loaded = library.load("smoke", { strategies, rules: ["stock-pod=random"] });
    const found = loaded.ok ? loaded.value.strategies : [];
    expect(found.map(({ name }) => name)).toEqual([
      "pod-match+stock-pod=random",
      "pod-match+order-station=fcfs+pod-choice=age+nearest+stock-pod=random",
    ]);
    expect(found[1]!.rules).toMatchObject({
      "order-station": "fcfs",
      "pod-choice": "age+nearest",
      "stock-pod": "random",
    });
  });

  test("composed wrongly say what is wrong with which rule", () => {
    const strategies = ["pod-match+order-station=fcsf", "pod-match+nonsense", "pod-match+pod-choice=age+age"];
    expect(problems(library.load("smoke", { strategies }))).toEqual([
      expect.stringMatching(
        /^strategy pod-match\+order-station=fcsf: rules\.order-station: .*; found fcsf\. Did you mean fcfs\?$/,
      ),
      expect.stringMatching(/^strategy pod-match\+nonsense: expected decision=rule; found "nonsense"/),
      expect.stringMatching(
        /: expected one of .* several different ones of .*; found age\+age\. Did you mean age\?$/,
      ),
    ]);
  });

  test("that are the same after their changes are refused", () => {
    const strategies = ["pod-match", "pod-match+order-station=fcfs"];
    expect(problems(library.load("smoke", { strategies, rules: ["order-station=queue"] }))).toEqual([
      "strategy pod-match+order-station=fcfs: expected strategies that differ; found pod-match+order-station=queue twice. " +
        "With these rules exchanged two of the strategies named are the same",
    ]);
  });

  test("refuse unknown decisions and rules with the nearest name", () => {
    const rules = ["order-statoin=fcfs", "order-station=fcsf", "nonsense"];
    expect(problems(library.load("smoke", { strategies: ["pod-match"], rules }))).toEqual([
      "--rule order-statoin=fcfs: rules.order-statoin: expected a decision of the controller; found order-statoin." +
        " Did you mean order-station?",
      expect.stringMatching(
        /^--rule order-station=fcsf: rules\.order-station: expected one of .*; found fcsf\. Did you mean fcfs\?$/,
      ),
      expect.stringMatching(
        /^--rule nonsense: expected decision=rule; found "nonsense"\. Decisions: order-release, /,
      ),
    ]);
  });
});

describe("a strategy of one's own", () => {
  const mine = [
    "name: mine",
    "summary: { en: Mine, zh: 我的 }",
    "rules:",
    ...Object.entries({
      "order-release": "continuous",
      "order-station": "queue",
      "pod-choice": "age+nearest",
      "after-visit": "store",
      "pod-storage": "nearest",
      "stock-pod": "emptiest",
      "robot-task": "nearest",
      "station-activation": "all",
      charging: "threshold",
      forecast: "none",
      slotting: "none",
      "dispatch-plan": "none",
    }).map(([decision, rule]) => `  ${decision}: ${rule}`),
    "",
  ].join("\n");
  const load = (...strategies: readonly string[]) => loadScenario(library, "smoke", { strategies });

  test("is a file named by its path, stands beside bundled ones, and is composed like them", async () => {
    const path = write("mine.yaml", mine);
    const loaded = await load("pod-match", path, `${path}+order-station=fcfs`);
    const found = loaded.ok ? loaded.value.strategies : [];
    expect(found.map(({ name }) => name)).toEqual(["pod-match", "mine", "mine+order-station=fcfs"]);
    expect(found[1]!.rules).toMatchObject({ "order-station": "queue", "pod-choice": "age+nearest" });
    expect(found[2]!.rules["order-station"]).toBe("fcfs");
    // The bundled ones are as they were.
    expect(problems(await load("mine"))[0]).toContain('expected the name of a strategy; found "mine"');
  });

  test("that is wrong is told where in its file", async () => {
    const path = write("wrong.yaml", mine.replace("queue", "quueue"));
    expect(problems(await load(path))).toEqual([
      expect.stringMatching(
        /wrong\.yaml:5:3: rules\.order-station: expected one of .*; found quueue\. Did you mean queue\?$/,
      ),
    ]);
    expect(problems(await load(join(folder, "none.yaml")))).toEqual([
      "strategy none.yaml: expected a YAML file; found no such file",
    ]);
    const twin = write("twin.yaml", mine.replace("mine", "pod-match"));
    expect(problems(await load(twin))).toEqual([
      "twin.yaml: name: expected a name that no other strategy has; found pod-match",
    ]);
  });
});

describe("an impossible site", () => {
  const load = (...overrides: readonly string[]) => problems(library.load("smoke", { overrides }));

  test("has more robots than pod places", () => {
    expect(load("fleet.count=289")).toEqual([
      "--set fleet.count=289: fleet.count: expected at most 288, one robot for each pod place of the floor; found 289." +
        " Lower it, or give the floor more pod blocks",
    ]);
  });

  test("has more pods than places", () => {
    const text = smoke.replace("fillShare: 0.85", "count: 289");
    expect(problems(library.loadText(text, "mine.yaml"))).toEqual([
      expect.stringMatching(
        /^mine\.yaml:\d+:16: pods\.count: expected at most 288, the pod places of the floor; found 289/,
      ),
    ]);
  });

  test("has more stations than fit along the side", () => {
    expect(load("stations.pick.count=40")).toEqual([
      expect.stringMatching(
        /^--set stations\.pick\.count=40: stations\.pick\.count: expected at most \d+ .*; found 40$/,
      ),
    ]);
  });

  test("has blocks whose inner pods are shut in", () => {
    expect(load("floor.blocks.height=3")[0]).toMatch(
      /^--set floor\.blocks\.height=3: floor\.blocks\.height: expected/,
    );
  });

  test("plans a fault at a station that is not there", () => {
    expect(
      load("faults.planned=[{kind: station-closes, at: 2025-11-10T20:00, station: P9, minutes: 5}]"),
    ).toEqual([
      expect.stringMatching(
        /faults\.planned\[0\]\.station: expected a station, 0 to 5 or one of P1, .*; found P9\. Did you mean P1\?$/,
      ),
    ]);
  });
});

describe("a scenario with its own order file", () => {
  test("brings its SKUs from the file and tells what it could not read", async () => {
    write("orders.csv", orders);
    const loaded = await loadScenario(library, write("own.yaml", ownOrders));
    expect(problems(loaded)).toEqual([]);
    expect(loaded.ok && loaded.value.inputs.orders?.skuNames).toEqual(["A"]);
    expect(loaded.ok && loaded.value.orderFile).toMatchObject({
      file: "orders.csv",
      report: { rejected: 1, badRows: [{ line: 3, reason: "negative-quantity", detail: "-1" }] },
    });
    expect(loaded.ok && loaded.value.notes).toEqual([
      "orders.csv: 2 rows, 1 accepted, 1 rejected",
      "  1 × negative-quantity: the quantity is negative (a cancellation or return)",
      "  line 3: negative-quantity: -1",
    ]);
  });

  test("that is missing suggests a near one, at the place it is named", async () => {
    const path = write("own2.yaml", ownOrders.replace("orders.csv", "ordres.csv"));
    expect(problems(await loadScenario(library, path))).toEqual([
      "own2.yaml:8:31: demand.file: expected an existing file, relative to the scenario file;" +
        ' found "ordres.csv". Did you mean orders.csv?',
    ]);
  });

  test("that is a folder is refused, and so is one that is not there in an empty folder", async () => {
    const path = write("own5.yaml", ownOrders.replace("orders.csv", "./holder"));
    mkdirSync(join(folder, "holder"));
    expect(problems(await loadScenario(library, path))[0]).toContain('found "./holder", a folder');
    const other = write("own6.yaml", ownOrders.replace("orders.csv", "holder/orders.csv"));
    expect(problems(await loadScenario(library, other))[0]).toMatch(/\. There is no file in holder$/);
  });

  test("whose orders lie at another time says when", async () => {
    const path = write("own3.yaml", ownOrders.replace("2025-11-10T20:00", "2025-12-10T20:00"));
    expect(problems(await loadScenario(library, path))).toEqual([
      "own3.yaml:8:9: demand.from: expected orders from 2025-12-10T20:00:00 to 2025-12-10T20:30:00;" +
        " found orders from 2025-11-10T20:10:00 to 2025-11-10T20:10:00." +
        " Set demand.from to a time of the file that falls on the start of the run",
    ]);
  });

  test("may not name a number of SKUs besides", async () => {
    const path = write("own4.yaml", `${ownOrders}skus: { count: 5 }\n`);
    expect(problems(await loadScenario(library, path))).toEqual([
      "own4.yaml:9:16: skus.count: expected nothing with demand.kind orders: the SKUs come from the file; found 5",
    ]);
  });
});

describe("a scenario on a MovingAI map", () => {
  const map = `type octile\nheight 6\nwidth 9\nmap\n${[".........", ".........", ".........", ".........", "@@@@.....", "@@@@....."].join("\n")}\n`;
  const text = `name: on-a-map
description: { en: On a map, zh: 导入地图 }
start: "2025-11-10T20:00"
hours: 0.1
floor:
  kind: movingai
  file: site.map
  podAreas: [{ from: [1, 1], to: [4, 2] }]
  stations:
    - { name: P1, kind: pick, work: [7, 2] }
    - { name: R1, kind: replenish, work: [5, 5] }
  chargers: [[8, 5]]
fleet: { count: 2 }
skus: { count: 5 }
demand: { kind: saturated, backlogOrders: 5, backlogBundles: 0 }
`;

  test("has pod places, stations and chargers where they are placed", () => {
    const loaded = library.loadText(text, "map.yaml", {}, { "site.map": map });
    expect(problems(loaded)).toEqual([]);
  });

  test("with a broken row says where in the map", () => {
    const broken = map.replace("@@@@.....", "@@x@.....");
    expect(problems(library.loadText(text, "map.yaml", {}, { "site.map": broken }))).toEqual([
      expect.stringMatching(/^map\.yaml:7:9: floor\.file: expected one of .*; found "x" at site\.map:9:3$/),
    ]);
  });

  test("with a station in a wall points at the station", () => {
    const wall = text.replace("work: [5, 5]", "work: [2, 5]");
    expect(problems(library.loadText(wall, "map.yaml", {}, { "site.map": map }))[0]).toMatch(
      /^map\.yaml:11:42: floor\.stations\[1\]\.work: expected a free cell at \[2,5\]; found a blocked cell$/,
    );
  });
});
