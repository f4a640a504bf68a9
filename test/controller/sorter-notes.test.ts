// Why the rules of a sorter chose, in a small hub.
import { describe, expect, test } from "vitest";
import { ruleReasons } from "../../controller/dispatch/rules/because.ts";
import { ruleNames } from "../../controller/index.ts";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { createRun, openBundledLibrary } from "../../scenarios/index.ts";

async function hub(rule: string, mode: "on" | "off") {
  const opened = openBundledLibrary();
  if (!opened.ok) throw new Error("the bundled library does not open");
  const loaded = opened.value.load("sorting-hub", {
    strategies: ["sort-nearest"],
    rules: [rule],
    overrides: [
      "floor.chutes.columns=5",
      "floor.chutes.rows=4",
      "fleet.count=8",
      "stations.pick.count=2",
      "skus.count=8",
    ],
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const strategy = loaded.value.strategies[0]!;
  const created = createRun({ ...loaded.value, seed: 1, strategy, solver: createNodeLpSolver() });
  if (!created.ok) throw new Error(JSON.stringify(created.misfits));
  const run = created.value;
  run.brain.noteDecisions!(mode);
  await run.advance(800);
  return run;
}

describe.each(["robot-induction", "chute-choice"] as const)("%s", (decision) => {
  test.each(ruleNames[decision])("by %s says why it chose, and noting changes nothing", async (rule) => {
    const run = await hub(`${decision}=${rule}`, "on");
    const notes = run.brain.decisionNotes!().filter((note) => note.decision === decision);
    expect(notes.length).toBeGreaterThan(10);
    for (const note of notes) {
      expect(note.rule).toBe(rule);
      expect(ruleReasons).toHaveProperty(note.because.code);
      expect(note.chosen).toBeGreaterThanOrEqual(0);
      for (const value of Object.values(note.because.values)) expect(Number.isFinite(value)).toBe(true);
    }
    const silent = await hub(`${decision}=${rule}`, "off");
    expect(silent.brain.decisionNotes!()).toEqual([]);
    expect(silent.hash()).toBe(run.hash());
  });
});
