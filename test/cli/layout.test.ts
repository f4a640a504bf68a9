// `peakfleet layout`: from a map to a LIF file, and from a LIF file to a road graph, a picture and words about it.
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
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "peakfleet-"));
  folders.push(path);
  return path;
}
const yard = "type octile\nheight 3\nwidth 5\nmap\nE...E\n.@@@.\nS...S\n";
const robots = ["--robot", "cart=1.0x0.7@1.5"];

it("writes a map as LIF, reads it again and draws it", async () => {
  const at = folder();
  writeFileSync(join(at, "yard.map"), yard);
  const lif = join(at, "yard.lif.json");
  const stage = openStage();
  expect(
    await stage.run("layout", "export", join(at, "yard.map"), "--cell", "2", ...robots, "--out", lif),
  ).toBe(ExitCode.done);
  expect(await stage.run("layout", "import", lif, ...robots, "--out", join(at, "site"))).toBe(ExitCode.done);
  expect(stage.stdout()).toContain("12 nodes, 24 edges (48 m)");
  const roads = JSON.parse(readFileSync(join(at, "site", "roads.json"), "utf8"));
  expect(roads).toMatchObject({ version: 1, robots: [{ id: "cart", front: 0.5, left: 0.35, speed: 1.5 }] });
  expect(roads.map.nodes[0]).toMatchObject({ id: "N0_0", x: 1, y: 5, uses: ["pick", "drop"] });
  const svg = readFileSync(join(at, "site", "layout.svg"), "utf8");
  expect(svg.match(/<polyline/g)).toHaveLength(12);
  expect(readFileSync(join(at, "site", "report.html"), "utf8")).toContain("布局");
});

it("tells by path what is wrong, in either language, and exits with 1 for robots that do not fit", async () => {
  const at = folder();
  writeFileSync(join(at, "yard.map"), yard);
  const lif = join(at, "yard.lif.json");
  const stage = openStage();
  await stage.run("layout", "export", join(at, "yard.map"), ...robots, "--out", lif);
  expect(await stage.run("layout", "check", lif, "--robot", "bus=9x2")).toBe(ExitCode.failedRun);
  expect(stage.stdout()).toContain("a robot type of the layout (cart)");
  expect(stage.stdout()).toContain("--robot cart=LENGTHxWIDTH");
  writeFileSync(lif, readFileSync(lif, "utf8").replace('"endNodeId": "N1_0"', '"endNodeId": "N9_9"'));
  expect(await stage.run("layout", "check", lif)).toBe(ExitCode.badInput);
  expect(stage.stderr()).toContain("layouts[0].edges[0].endNodeId: expected the id of a node of this file");
  const chinese = openStage({ language: "zh" });
  expect(await chinese.run("layout", "check", lif)).toBe(ExitCode.badInput);
  expect(chinese.stderr()).toContain('应为本文件中某个节点的 id；实际为 "N9_9"。请添加该节点或更正 id');
  expect(await stage.run("layout", "check", lif, "--robot", "cart")).toBe(ExitCode.badInput);
  expect(stage.stderr()).toContain("name=LENGTHxWIDTH");
});
