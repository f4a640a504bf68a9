import { describe, expect, test } from "vitest";
import { ruleReasons } from "../../controller/dispatch/rules/because.ts";
import { type Decision, type DecisionNote, ruleNames } from "../../controller/index.ts";
import { smallWarehouse } from "./small-warehouse.ts";

const planning: readonly Decision[] = ["forecast", "slotting", "dispatch-plan"];
/** Asked on sorter floors only: test/controller/sorter-notes.test.ts. */
const sorting: readonly Decision[] = ["robot-induction", "chute-choice"];

/** A small warehouse in which robots idle, charge and stock is stowed, with notes on. */
function noted(rules: Partial<Record<Decision, string>>) {
  // Pods are moved by robots that have had nothing to do for a while.
  const moves = rules.repositioning !== undefined;
  const batteryWh = moves ? 1000 : 40;
  const site = smallWarehouse({ seed: 5, robots: 8, orders: 40, unitsPerSlot: 2, batteryWh, rules });
  site.brain.view.noteDecisions!("on");
  site.run(moves ? 1000 : 500);
  return site;
}
const notesOf = (site: ReturnType<typeof noted>, decision: Decision): readonly DecisionNote[] =>
  site.brain.view.decisionNotes!().filter((note) => note.decision === decision);

describe("notes of decisions", () => {
  for (const [decision, names] of Object.entries(ruleNames) as [Decision, readonly string[]][]) {
    if (planning.includes(decision) || sorting.includes(decision)) continue;
    for (const rule of names) {
      test(`${decision} by ${rule} says why it chose or refused`, () => {
        const notes = notesOf(noted({ [decision]: rule }), decision);
        // Nothing moves by the rule none, so nobody asks it.
        expect(notes.length > 0).toBe(decision !== "repositioning" || rule !== "none");
        for (const note of notes) {
          expect(note.rule).toBe(rule);
          expect(ruleReasons).toHaveProperty(note.because.code);
          expect(note.toStep).toBeGreaterThanOrEqual(note.fromStep);
          for (const value of Object.values(note.because.values)) {
            if (typeof value === "number") expect(Number.isFinite(value), JSON.stringify(note)).toBe(true);
          }
        }
      });
    }
  }

  test("noting changes nothing", () => {
    const silent = smallWarehouse({ seed: 5, robots: 8, orders: 40, unitsPerSlot: 2, batteryWh: 40 });
    silent.run(500);
    expect(silent.hash()).toBe(noted({}).hash());
    expect(silent.brain.view.decisionNotes!()).toEqual([]);
  });

  test("what is noted can be checked against the run: an order is where its note says", () => {
    const site = noted({ "order-station": "workload" });
    const given = notesOf(site, "order-station").filter((note) => note.chosen !== null);
    expect(given.length).toBeGreaterThan(10);
    for (const note of given) expect(site.see.orders.station[note.chosen!]).toBe(note.subject.station);
    const refused = notesOf(site, "order-station").find((note) => note.chosen === null)!;
    expect(["other-station-has-less-work", "no-order-waits"]).toContain(refused.because.code);
  });

  test("noting can end, and begins with nothing", () => {
    const site = noted({});
    site.brain.view.noteDecisions!("off");
    site.run(5);
    expect(site.brain.view.decisionNotes!()).toEqual([]);
  });
});
