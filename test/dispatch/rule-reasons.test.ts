// Why rules chose or refused, on floors where it can be seen.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { DecisionNotes } from "../../controller/dispatch/decision-notes.ts";
import { limits } from "../../controller/dispatch/limits.ts";
import { assignOrders } from "../../controller/dispatch/phases/assign-orders.ts";
import { assignTasks } from "../../controller/dispatch/phases/assign-tasks.ts";
import { ingest } from "../../controller/dispatch/phases/ingest.ts";
import { releaseOrders } from "../../controller/dispatch/phases/release-orders.ts";
import { ruleReasons } from "../../controller/dispatch/rules/because.ts";
import { podKeys } from "../../controller/dispatch/rules/pod-choice/by-keys.ts";
import { type Decision, type DecisionNote, ruleNames } from "../../controller/index.ts";
import { pictureFloor } from "../sim/tiny-world.ts";
import { strategyOf, tinySite } from "./tiny-site.ts";

const [red, green] = [0, 1];

/** Two stations of two slots; order 0 of three red units, order 1 of one green; the green pod is nearer. */
function notes(rules: Partial<Record<Decision, string>>): readonly DecisionNote[] {
  const { context, step } = tinySite(
    {
      floor: pictureFloor("ppppp..", ".....PP"),
      pods: [
        { at: 0, stock: [[red, 5]] },
        {
          at: 3,
          stock: [
            [red, 1],
            [green, 5],
          ],
        },
      ],
      robots: [{ at: 1 }, { at: 2 }],
      orders: [
        { step: 1, lines: [red, 3] },
        { step: 1, lines: [green, 1] },
      ],
    },
    rules,
  );
  context.notes = new DecisionNotes(context.setup.strategy);
  step();
  ingest(context);
  releaseOrders(context);
  assignOrders(context);
  assignTasks(context);
  return context.notes.list();
}
const reasons = (rules: Partial<Record<Decision, string>>, decision: Decision) =>
  notes(rules).flatMap((note) =>
    note.decision === decision
      ? [{ ...note.subject, chosen: note.chosen, ...note.because.values, why: note.because.code }]
      : [],
  );

describe("a rule says why", () => {
  test("workload: the second order goes to the station without work, which says of the other that it has more", () => {
    const said = reasons({ "order-station": "workload" }, "order-station");
    expect(said).toContainEqual({ station: 0, chosen: 0, why: "least-work", order: 0, units: 0 });
    expect(said).toContainEqual({ station: 1, chosen: 1, why: "least-work", order: 1, units: 0 });
  });
  test("pod choice: which figure told the pod from the next best", () => {
    const [nearest] = reasons({ "pod-choice": "nearest" }, "pod-choice");
    expect(nearest).toMatchObject({
      station: 0,
      chosen: 1,
      why: "best-by-keys",
      of: 2,
      decidedBy: "distance",
    });
    const [picks] = reasons({ "pod-choice": "picks" }, "pod-choice");
    expect(picks).toMatchObject({ station: 0, chosen: 0, units: 3, decidedBy: "units" });
  });
  test("robots: how far the nearest one is", () => {
    const said = reasons({ "pod-choice": "picks" }, "robot-task");
    expect(said[0]).toEqual({ pod: 0, station: 0, chosen: 0, why: "nearest-robot", steps: 1 });
  });
});

describe("the list of notes", () => {
  const because = { code: "oldest-order", values: {} };
  test("says a repeated decision once, with its first and last step", () => {
    const list = new DecisionNotes(strategyOf());
    list.add(1, "order-station", { station: 0 }, null, because);
    list.add(2, "order-station", { station: 1 }, 7, because);
    list.add(9, "order-station", { station: 0 }, null, because);
    expect(list.list().map(({ fromStep, toStep }) => [fromStep, toStep])).toEqual([
      [2, 2],
      [1, 9],
    ]);
  });
  test("counts each reason, a repeated decision once", () => {
    const list = new DecisionNotes(strategyOf());
    const other = { code: "due-first", values: { order: 3 } };
    list.add(1, "order-station", { station: 0 }, 1, other);
    list.add(1, "order-station", { station: 0 }, 2, because);
    list.add(2, "order-station", { station: 0 }, 2, because);
    list.add(3, "order-station", { station: 0 }, 4, because);
    list.add(3, "order-station", { station: 0 }, null, because);
    expect(list.counts().map(({ refused, times, latest }) => [refused, times, latest.code])).toEqual([
      [false, 2, "oldest-order"],
      [false, 1, "due-first"],
      [true, 1, "oldest-order"],
    ]);
  });
  test("forgets the oldest when it is full", () => {
    const list = new DecisionNotes(strategyOf());
    for (let station = 0; station <= limits.decisionNotesMax; station += 1) {
      list.add(1, "order-station", { station }, null, because);
    }
    expect(list.list().length).toBe(limits.decisionNotesMax);
    expect(list.list()[0]!.subject).toEqual({ station: 1 });
  });
});

describe("docs/rules.md", () => {
  const page = readFileSync(fileURLToPath(new URL("../../docs/rules.md", import.meta.url)), "utf8");
  test("says what every rule does, under its decision", () => {
    for (const [decision, names] of Object.entries(ruleNames)) {
      const section = page.split(/^## /m).find((part) => part.includes(`\`${decision}\``)) ?? "";
      for (const name of names) expect(section, `${decision} ${name}`).toContain(`| \`${name}\` |`);
    }
    for (const key of Object.keys(podKeys)) expect(page).toContain(`\`${key}\``);
  });
  test("says what every reason means, with the names of its values", () => {
    for (const [code, names] of Object.entries(ruleReasons)) {
      expect(page).toContain(`| \`${code}\` | ${names.map((name) => `\`${name}\``).join(", ")} |`);
    }
  });
});
