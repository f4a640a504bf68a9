// The commands for brokers and robots: what they write, and what they say to wrong words.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { ExitCode } from "../../cli/exit-code.ts";
import { withoutUser } from "../../cli/option-values.ts";
import { loadScenario, openNodeLibrary } from "../../scenarios/node/index.ts";
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
  expect(await command.run("robots", "--count", "1", "--broker", "http://broker")).toBe(ExitCode.badInput);
  expect(command.stderr()).toContain("mqtts");
});

it("shows the address of a broker without name and password", () => {
  expect(withoutUser("mqtts://fleet:se@cret@broker.example:8883")).toBe("mqtts://broker.example:8883");
  expect(withoutUser("fleet:secret@broker.example")).toBe("broker.example");
  expect(withoutUser("ws://broker.example/at@home")).toBe("ws://broker.example/at@home");
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
    ...["serve", "--fleet", file, "--broker", url, "--random-orders", "3", "--port", "0"],
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
  // The journal stands beside the fleet file, where it was said to be.
  expect(serve.stderr()).toContain(join(folder, "fleet.journal"));
  expect(existsSync(join(folder, "fleet.journal", "CURRENT"))).toBe(true);
  // Nothing else of the fleet file is there: wrong ones are told where and what.
  const wrong = openStage();
  expect(await wrong.run("serve", "--fleet", join(folder, "none.yaml"))).toBe(ExitCode.badInput);
  expect(wrong.stderr()).toContain("none.yaml");
}, 180_000);

it("makes API keys, shows each once, keeps only hashes, and takes them away", async () => {
  const folder = mkdtempSync(join(tmpdir(), "peakfleet-"));
  folders.push(folder);
  const file = join(folder, "keys.json");
  const command = openStage();
  expect(await command.run("keys", "add", "wms", "--role", "operate", "--keys", file)).toBe(ExitCode.done);
  const key = command.stdout().trim();
  expect(key).toMatch(/^pk_[\w-]{43}$/);
  expect(readFileSync(file, "utf8")).not.toContain(key);
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(await command.run("keys", "add", "wms", "--keys", file)).toBe(ExitCode.badInput);
  expect(await command.run("keys", "add", "no spaces", "--keys", file)).toBe(ExitCode.badInput);
  expect(await command.run("keys", "add", "screen", "--keys", file)).toBe(ExitCode.done);
  const list = openStage();
  await list.run("keys", "list", "--keys", file);
  expect(list.stdout()).toBe("wms\toperate\nscreen\tread\n");
  expect(await command.run("keys", "revoke", "wms", "--keys", file)).toBe(ExitCode.done);
  expect(await command.run("keys", "revoke", "wms", "--keys", file)).toBe(ExitCode.badInput);
  expect(command.stderr()).toContain("there is no key wms");
  writeFileSync(file, "{}");
  expect(await command.run("keys", "list", "--keys", file)).toBe(ExitCode.badInput);
});

it("serves beyond this machine only with keys, and says how to make them, in both languages", async () => {
  const folder = mkdtempSync(join(tmpdir(), "peakfleet-"));
  folders.push(folder);
  const file = join(folder, "fleet.yaml");
  writeFileSync(file, 'floor: { plan: "..." }\nrobots: [{ name: a/b, vda: "2.1" }]\n');
  const words = ["serve", "--fleet", file, "--host", "0.0.0.0"];
  const english = openStage();
  expect(await english.run(...words)).toBe(ExitCode.badInput);
  expect(english.stderr()).toContain("peakfleet keys add");
  const chinese = openStage({ language: "zh" });
  expect(await chinese.run(...words, "--tls-cert", "cert.pem")).toBe(ExitCode.badInput);
  expect(chinese.stderr()).toContain("API 密钥");
  expect(chinese.stderr()).toContain("--tls-key");
  expect(existsSync(join(folder, "fleet.journal"))).toBe(false);
});

it("serves a scenario's warehouse: pods come to people until Ctrl-C, and its books are those of one warehouse", async () => {
  const services = { openLibrary: openNodeLibrary, loadScenario };
  const folder = mkdtempSync(join(tmpdir(), "peakfleet-"));
  folders.push(folder);
  const file = join(folder, "fleet.yaml");
  const fleet = (count: number) =>
    `warehouse: { scenario: smoke, strategy: pod-match }\nspeedMetresPerSecond: 1.5\nrobots:\n  - { name: test/r, count: ${count}, vda: "2.1" }\n`;
  writeFileSync(file, fleet(8));
  const journal = ["--journal", join(folder, "journal")];
  const broker = openStage();
  const brokerEnds = broker.run("broker", "--port", "0");
  await expect.poll(() => broker.stderr(), { timeout: 20_000 }).toContain("mqtt://127.0.0.1:");
  const url = /mqtt:\/\/127\.0\.0\.1:\d+/.exec(broker.stderr())![0];
  const robots = openStage({ services });
  const robotsEnd = robots.run("robots", "--fleet", file, "--broker", url);
  const serve = openStage({ now: Date.now, services });
  const serveEnds = serve.run("serve", "--fleet", file, "--broker", url, "--port", "0", ...journal);
  await expect
    .poll(() => serve.stderr(), { timeout: 200_000, interval: 500 })
    .toMatch(/pod-match: \d+ orders done, \d+ open; [1-9]\d* units picked/);
  for (const stage of [serve, robots, broker]) stage.pressCtrlC();
  expect(await Promise.all([serveEnds, robotsEnd, brokerEnds])).toEqual([
    ExitCode.done,
    ExitCode.done,
    ExitCode.done,
  ]);
  writeFileSync(file, fleet(9));
  const other = openStage({ services });
  expect(await other.run("serve", "--fleet", file, "--broker", url, ...journal)).toBe(ExitCode.badInput);
  expect(other.stderr()).toContain("smoke, seed 1, 8 robots");
  const wrong = openStage({ services });
  expect(await wrong.run("serve", "--fleet", file, "--scenario", "smok")).toBe(ExitCode.badInput);
  expect(wrong.stderr()).toContain("smoke");
}, 300_000);
