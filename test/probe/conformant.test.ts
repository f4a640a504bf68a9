// A robot that does as the standard says passes; a probe leaves it as it found it.
import { describe, expect, it } from "vitest";
import { checkIds } from "../../devices/probe/index.ts";
import { vdaVersions } from "../../devices/vda5050/model/index.ts";
import { officialFaults } from "../vda5050/official-schemas.ts";
import { shapeFaults } from "../vda5050/shapes.ts";
import { ProbeWorld, verdictsOf } from "./probe-world.ts";

describe.each(vdaVersions)("a conformant robot of %s", (version) => {
  const world = new ProbeWorld({ version, probe: { will: true, initPosition: true }, each: helpWithTheLine });
  const report = world.run();

  it("passes every check that its release knows, and needs no profile", () => {
    expect(report.outcome).toBe("complete");
    expect(report.version).toBe(version);
    const verdicts = verdictsOf(report);
    expect(Object.keys(verdicts).sort()).toEqual([...checkIds].sort());
    const others = Object.entries(verdicts).filter(([, verdict]) => verdict !== "conformant");
    expect(others).toEqual(version === "2.0" ? [["factsheet.retained", "not-applicable"]] : []);
    // Beyond the defaults of its release: what was found to work.
    expect(report.profile).toEqual({});
  });
  it("names sections of its own release, and messages that show what was found", () => {
    for (const { id, clauses, evidence, verdict } of report.results) {
      expect(clauses.length).toBeGreaterThan(0);
      for (const clause of clauses) expect(clause).toMatch(/^\d[\d., ]*(\.\d+)* \S/);
      if (verdict !== "not-applicable") expect([id, evidence.length > 0]).toEqual([id, true]);
    }
    const section = report.results.find(({ id }) => id === "order.horizon")!.clauses[0];
    expect(section).toBe(`${version === "3.0" ? "6.1.1" : "6.6.1"} Concept and logic`);
  });
  it("gets valid messages, but for those that are wrong on purpose", () => {
    const wrong = world.sent.filter(({ topic, payload }) => {
      const name = topic.split("/").at(-1) as "order" | "instantActions";
      if (payload === "{") return true;
      const parsed: unknown = JSON.parse(payload);
      return [...shapeFaults(version, name, parsed), ...officialFaults(version, name, parsed)].length > 0;
    });
    // Not JSON, edges missing, and the action's own parameters are free.
    expect(wrong.length).toBeLessThanOrEqual(2);
  });
  it("ends with cancelOrder and stateRequest, the robot standing idle near where it began", () => {
    const last = world.sent.slice(-2).map(({ payload }) => /"actionType":"(\w+)"/.exec(payload)?.[1]);
    expect(last).toEqual(["cancelOrder", "stateRequest"]);
    expect(world.robot.driver.idle).toBe(true);
    expect(world.robot.driver.driving).toBe(false);
    expect(Math.hypot(world.robot.pose.x - 5, world.robot.pose.y - 5)).toBeLessThan(2.5);
  });
});

/** A person pulls the plug when asked, and puts it back. */
function helpWithTheLine(world: ProbeWorld): void {
  const asked = world.notes.flatMap((note) => (note.kind === "ask" ? [note.text.en] : []));
  if (asked.length === 1 && world.connected) world.cut();
  if (asked.length === 2 && !world.connected) world.restore();
}

it("the same robot and seed give the same report", () => {
  const run = () => new ProbeWorld({ version: "2.1" }).run();
  expect(run()).toEqual(run());
});

it("makes only the checks that are asked for, and what they need", () => {
  const report = new ProbeWorld({ probe: { checks: ["cancel.stops"] } }).run();
  const ids = report.results.map(({ id }) => id);
  expect(ids).toContain("cancel.stops");
  expect(ids).toContain("instant.key");
  expect(ids).toContain("order.simple");
  expect(ids).not.toContain("order.horizon");
  const silent = new ProbeWorld({ probe: { checks: ["header.timestamp"] } });
  expect(silent.run().results.map(({ id }) => id)).not.toContain("order.simple");
  expect(silent.sent.some(({ topic }) => topic.endsWith("/order"))).toBe(false);
});
