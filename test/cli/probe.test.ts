// `peakfleet probe` on the embedded broker: it asks, finds, writes; and what it says to wrong words.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { ExitCode } from "../../cli/exit-code.ts";
import { probeReportHtml } from "../../cli/report/html/probe-report.ts";
import type { ProbeReport } from "../../devices/probe/index.ts";
import { readProfileFile } from "../../scenarios/node/index.ts";
import { ProbeWorld } from "../probe/probe-world.ts";
import { openStage } from "./stand-in.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

it("says what is wrong with its words, in both languages", async () => {
  const run = async (language: "en" | "zh", ...words: string[]) => {
    const stage = openStage({ language });
    expect(await stage.run("probe", ...words)).toBe(ExitCode.badInput);
    return stage.stderr();
  };
  expect(await run("en", "--robot", "KIT")).toContain("manufacturer/serial");
  expect(await run("zh", "--robot", "KIT")).toContain("制造商/序列号");
  const robot = ["--robot", "KIT/1"];
  expect(await run("en", ...robot, "--area", "0,0,3")).toContain("x1,y1,x2,y2");
  expect(await run("en", ...robot, "--nodes", "N1:0,0")).toContain("two or three different nodes");
  expect(await run("en", ...robot, "--checks", "nonsense")).toContain("order.horizon");
  expect(await run("zh", ...robot, "--report", "out.txt")).toContain(".html");
  // Nobody can be asked here, and nobody has said that the space is free.
  expect(await run("en", ...robot)).toContain("--yes");
  expect(await run("zh", ...robot)).toContain("--yes");
});

it("gives up on a broker that is not there", async () => {
  const stage = openStage({ now: Date.now });
  const code = await stage.run("probe", "--robot", "KIT/1", "--broker", "mqtt://127.0.0.1:9", "--yes");
  expect(code).toBe(ExitCode.failedRun);
  expect(stage.stdout()).toContain("no connection to mqtt://127.0.0.1:9");
}, 30_000);

it("finds a quirk on a broker and writes report and profile; Ctrl-C ends another one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "peakfleet-"));
  folders.push(folder);
  const broker = openStage();
  const brokerEnds = broker.run("broker", "--port", "0");
  await expect.poll(() => broker.stderr(), { timeout: 20_000 }).toContain("mqtt://127.0.0.1:");
  const url = /mqtt:\/\/127\.0\.0\.1:\d+/.exec(broker.stderr())![0];
  const robots = openStage();
  const quirks = ["--quirk", "literal-version", "--quirk", "connection-qos-0"];
  const robotsEnd = robots.run("robots", "--count", "1", "--vda", "3.0", "--broker", url, ...quirks);
  const words = ["probe", "--robot", "peakfleet/robot-1", "--broker", url];
  const [html, json, profile] = ["r.html", "r.json", "p.yaml"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const stage = openStage({ now: Date.now, columns: 100 });
  const files = ["--report", html, "--report", json, "--profile", profile];
  const checks = ["--checks", "header.other-patch,connection.qos,instant.unknown"];
  expect(await stage.run(...words, "--yes", ...checks, ...files)).toBe(ExitCode.done);
  expect(stage.stderr()).toContain("Not a safety function");
  expect(stage.stdout()).toMatch(/~ deviation +3\.0\.7 dropped: takes 3\.0\.0 only +7\.2/);
  const report = JSON.parse(readFileSync(json, "utf8")) as ProbeReport;
  expect(report.results.find(({ id }) => id === "connection.qos")).toMatchObject({
    verdict: "deviation",
    clauses: ["4.1 Connection handling, security and QoS"],
  });
  const read = readProfileFile(readFileSync(profile, "utf8"), profile);
  expect(read).toMatchObject({
    ok: true,
    value: { robot: "peakfleet/robot-1", vda: "3.0", profile: { versionText: "3.0.0" } },
  });
  expect(readFileSync(html, "utf8")).toContain("3.0.0 § 7.2 Protocol header");

  const cut = openStage({ now: Date.now });
  const cutEnds = cut.run(...words, "--yes");
  await expect.poll(() => cut.stderr(), { timeout: 60_000 }).toContain("instant.key");
  cut.pressCtrlC();
  expect(await cutEnds).toBe(ExitCode.interrupted);
  expect(cut.stdout()).toContain("interrupted by the user");
  for (const other of [robots, broker]) other.pressCtrlC();
  await Promise.all([robotsEnd, brokerEnds]);
}, 180_000);

it("asks before it drives, and sends nothing without a yes", async () => {
  const broker = openStage();
  const brokerEnds = broker.run("broker", "--port", "0");
  await expect.poll(() => broker.stderr(), { timeout: 20_000 }).toContain("mqtt://127.0.0.1:");
  const url = /mqtt:\/\/127\.0\.0\.1:\d+/.exec(broker.stderr())![0];
  const robots = openStage();
  const robotsEnd = robots.run("robots", "--count", "1", "--broker", url);
  const questions: string[] = [];
  const stage = openStage({ now: Date.now, language: "zh" });
  Object.assign(stage.context, {
    ask: async (question: string) => {
      questions.push(question);
      return "no";
    },
  });
  const code = await stage.run("probe", "--robot", "peakfleet/robot-1", "--broker", url);
  expect(code).toBe(ExitCode.failedRun);
  expect(questions).toHaveLength(1);
  expect(stage.stderr()).toContain("机器人前方");
  expect(stage.stdout()).toContain("未确认");
  for (const other of [robots, broker]) other.pressCtrlC();
  await Promise.all([robotsEnd, brokerEnds]);
}, 90_000);

it("the page tells every finding in both languages, escaped, without anything from elsewhere", () => {
  const report = new ProbeWorld({ version: "2.0", quirks: ["cancel-stays-waiting"] }).run();
  const results = report.results.map((result) =>
    result.id === "order.simple" ? { ...result, found: { en: "<b>&", zh: "<b>&" } } : result,
  );
  const { context } = openStage();
  const page = probeReportHtml({ ...report, results }, context);
  expect(page).toContain("&lt;b&gt;&amp;");
  expect(page).not.toMatch(/<(link|img|script src)|url\(/);
  for (const { id, title } of results) {
    expect(page).toContain(`id="${id}"`);
    expect(title.en).not.toBe(title.zh);
  }
  expect(page).toContain("6.6.3 Order cancellation (by master control)");
  expect(page.match(/class="en"/g)).toHaveLength(page.match(/class="zh"/g)!.length);
});
