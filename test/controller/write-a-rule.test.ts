// docs/write-a-rule.md, followed word by word in a copy of the sources.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const copy = join(root, "out/write-a-rule");
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("the page's rule is one file and one line, and a run uses it", async () => {
  const page = readFileSync(join(root, "docs/write-a-rule.md"), "utf8");
  const [rule, registration] = [...page.matchAll(/```ts\n(.*?)```/gs)].map((match) => match[1]!);
  const file = /`(controller\/dispatch\/rules\/\S+?\/largest\.ts)`/.exec(page)![1]!;
  const table = /in the table of its decision, `(\w+)`/.exec(page)![1]!;

  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const room of ["sim", "controller", "devices", "scenarios"]) {
    cpSync(join(root, room), join(copy, room), { recursive: true });
  }
  writeFileSync(join(copy, file), rule!);
  const registry = join(copy, "controller/dispatch/rules/registry.ts");
  const text = readFileSync(registry, "utf8");
  const opening = new RegExp(`const ${table}: .* = \\{\\n`);
  expect(text).toMatch(opening);
  writeFileSync(
    registry,
    `import { largest } from "./order-station/largest.ts";\n${text.replace(opening, (found) => found + registration)}`,
  );

  const scenarios: typeof import("../../scenarios/index.ts") = await import(join(copy, "scenarios/index.ts"));
  const library = scenarios.openBundledLibrary();
  if (!library.ok) throw new Error(JSON.stringify(library.problems));
  const loaded = library.value.load("smoke", {
    strategies: ["pod-match"],
    rules: ["order-station=largest"],
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const strategy = loaded.value.strategies[0]!;
  expect(strategy.name).toBe("pod-match+order-station=largest");
  // Every command of the page names strategies that exist then.
  for (const [, names] of page.matchAll(/--strateg(?:y|ies) (\S+)/g)) {
    const named = library.value.load("smoke", { strategies: names!.split(",") });
    expect(named.ok ? [] : named.problems).toEqual([]);
  }
  const compared = /peakfleet compare .* --strategies (\S+)/.exec(page)![1]!;
  expect(new Set(compared.split(",")).size).toBeGreaterThan(1);
  const created = scenarios.createRun({
    ...loaded.value,
    seed: 1,
    strategy,
    solver: { solve: () => Promise.reject(new Error("this strategy plans nothing")) } as never,
  });
  if (!created.ok) throw new Error(JSON.stringify(created.misfits));
  const { brain } = created.value;
  brain.noteDecisions?.("on");
  await created.value.advance(600);
  // Orders are done, and by the new rule.
  expect(created.value.kpis().ordersDone).toBeGreaterThan(0);
  const notes = brain.decisionNotes?.().filter(({ rule }) => rule === "largest") ?? [];
  expect(notes.map(({ because }) => because.code)).toContain("best-score");
}, 60_000);
