// The commands for brokers and robots: what they write, and what they say to wrong words.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { ExitCode } from "../../cli/exit-code.ts";
import { openStage } from "./stand-in.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

it("writes a Mosquitto configuration whose access list knows both topic trees", async () => {
  const folder = mkdtempSync(join(tmpdir(), "peakfleet-"));
  folders.push(folder);
  const command = openStage();
  const words = [
    "broker",
    "--for",
    "mosquitto",
    "--out",
    join(folder, "new"),
    "--robots",
    "KIT/0001, KIT/0002",
  ];
  expect(await command.run(...words)).toBe(ExitCode.done);
  const read = (name: string) => readFileSync(join(folder, "new", name), "utf8");
  expect(read("acl")).toContain("pattern write uagv/v2/%u/state\n");
  expect(read("acl")).toContain("pattern read vda5050/v3/%u/responses\n");
  expect(read("mosquitto.conf")).toContain("listener 8883\n");
  expect(read("README.md")).toContain("mosquitto_passwd passwords KIT/0002");
});

it("says what is missing or wrong", async () => {
  const command = openStage();
  expect(await command.run("broker", "--for", "mosquitto")).toBe(ExitCode.badInput);
  expect(command.stderr()).toContain("--out");
  expect(await command.run("robots", "--count", "2", "--quirk", "flies")).toBe(ExitCode.badInput);
  expect(command.stderr()).toContain("silent-rejection");
  expect(await command.run("robots", "--count", "0")).toBe(ExitCode.badInput);
});

it("runs robots on the embedded broker until Ctrl-C", async () => {
  const broker = openStage();
  const robots = openStage();
  const brokerEnds = broker.run("broker", "--port", "0");
  await expect.poll(() => broker.stderr()).toContain("mqtt://127.0.0.1:");
  const url = /mqtt:\/\/127\.0\.0\.1:\d+/.exec(broker.stderr())![0];
  const robotsEnd = robots.run("robots", "--count", "3", "--vda", "3.0", "--broker", url, "--speed-up", "5");
  await expect.poll(() => robots.stderr()).toContain("3 robots of VDA 5050 3.0");
  robots.pressCtrlC();
  expect(await robotsEnd).toBe(ExitCode.done);
  broker.pressCtrlC();
  expect(await brokerEnds).toBe(ExitCode.done);
});

it("serves a fleet file: robots of three releases carry things until Ctrl-C", async () => {
  const folder = mkdtempSync(join(tmpdir(), "peakfleet-"));
  folders.push(folder);
  const file = join(folder, "fleet.yaml");
  writeFileSync(
    file,
    [
      "floor:",
      "  plan: |",
      ...Array<string>(4).fill("    ......"),
      "robots:",
      ...["2.0", "2.1", "3.0"].map((vda, i) => `  - { name: test/r${i}, vda: "${vda}" }`),
      "",
    ].join("\n"),
  );
  const broker = openStage();
  const brokerEnds = broker.run("broker", "--port", "0");
  await expect.poll(() => broker.stderr(), { timeout: 20_000 }).toContain("mqtt://127.0.0.1:");
  const url = /mqtt:\/\/127\.0\.0\.1:\d+/.exec(broker.stderr())![0];
  const robots = openStage();
  const robotsEnd = robots.run("robots", "--fleet", file, "--broker", url);
  const serve = openStage({ now: Date.now });
  const serveEnds = serve.run(
    ...[
      "serve",
      "--fleet",
      file,
      "--broker",
      url,
      "--random-orders",
      "3",
      "--journal",
      join(folder, "journal"),
    ],
  );
  await expect
    .poll(() => serve.stderr(), { timeout: 100_000, interval: 500 })
    .toMatch(/[1-9]\d* orders done/);
  for (const stage of [serve, robots, broker]) stage.pressCtrlC();
  expect(await Promise.all([serveEnds, robotsEnd, brokerEnds])).toEqual([
    ExitCode.done,
    ExitCode.done,
    ExitCode.done,
  ]);
  // Nothing else of the fleet file is there: wrong ones are told where and what.
  const wrong = openStage();
  expect(await wrong.run("serve", "--fleet", join(folder, "none.yaml"))).toBe(ExitCode.badInput);
  expect(wrong.stderr()).toContain("none.yaml");
}, 180_000);
