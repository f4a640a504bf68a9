import { describe, expect, it } from "vitest";
import { CutReason, findCycle, none } from "../../controller/execution/index.ts";
import { forSeeds } from "../traffic/random-floor.ts";
import { checkGraph, TinyGraph } from "./tiny-graph.ts";

describe("the order graph", () => {
  it("lets a follower go only after the leaver has left", () => {
    const tiny = new TinyGraph(4, 1, [{ at: 0 }, { at: 1 }]);
    tiny.plan("FF", "FF");
    expect(tiny.ends).toEqual([2, 3]);
    expect(tiny.ready()).toEqual([1]);
    tiny.graph.release(1);
    expect(tiny.graph.isReady(tiny.graph.head(0))).toBe(false);
    tiny.graph.finish(1);
    expect(tiny.ready()).toEqual([0, 1]);
  });

  it("drops waits, so that a robot goes as soon as the order allows", () => {
    const tiny = new TinyGraph(3, 1, [{ at: 0 }]);
    expect(tiny.plan("..F.F").appended).toBe(2);
    expect(tiny.graph.unfinished[0]).toBe(2);
  });

  it("keeps the planned order in a shared cell whatever robot is late", () => {
    // Robot 0 crosses cell 4 before robot 1, which stands ready beside it.
    const tiny = new TinyGraph(3, 3, [{ at: 3 }, { at: 1, heading: 1 }]);
    tiny.plan("FF", "..FF");
    expect(tiny.ready()).toEqual([0]);
    tiny.does(0);
    expect(tiny.ready()).toEqual([0]);
    tiny.does(0);
    expect(tiny.ready()).toEqual([1]);
    tiny.playOut();
    expect(tiny.cells).toEqual([5, 7]);
  });

  it("appends to a plan that is being carried out", () => {
    const tiny = new TinyGraph(5, 1, [{ at: 0 }, { at: 1 }]);
    tiny.plan("F", "F");
    tiny.does(1);
    tiny.plan("F", "F");
    checkGraph(tiny.graph);
    tiny.playOut();
    tiny.plan("F", "F");
    tiny.playOut();
    expect(tiny.cells).toEqual([3, 4]);
  });

  it("turns a ring of robots into waits and names it", () => {
    // 0 → 1 → 3 → 2 → 0 on a floor of 2 × 2, all moving at once.
    const ring = [
      { at: 0, heading: 0 },
      { at: 1, heading: 1 },
      { at: 3, heading: 2 },
      { at: 2, heading: 3 },
    ];
    const tiny = new TinyGraph(2, 2, ring);
    const report = tiny.plan("F", "F", "F", "F");
    expect(report.rings).toEqual([[0, 1, 2, 3]]);
    expect([...report.cut]).toEqual([CutReason.ring, CutReason.ring, CutReason.ring, CutReason.ring]);
    expect(report.appended).toBe(0);
    expect(tiny.ends).toEqual([0, 1, 3, 2]);
  });

  it("takes two robots that change places for a ring of two", () => {
    const tiny = new TinyGraph(2, 1, [{ at: 0 }, { at: 1, heading: 2 }]);
    expect(tiny.plan("F", "F").rings).toEqual([[0, 1]]);
  });

  it("leaves out what counted on a ring, in that step and in later ones", () => {
    // The ring of four is in the left 2 × 2; robot 4 follows robot 1 into cell 1, robot 5 counts on that one step later.
    const tiny = new TinyGraph(4, 2, [
      { at: 0, heading: 0 },
      { at: 1, heading: 1 },
      { at: 5, heading: 2 },
      { at: 4, heading: 3 },
      { at: 2, heading: 2 },
      { at: 3, heading: 2 },
    ]);
    const report = tiny.plan("F.", "FL", "F.", "F.", ".F", ".F");
    expect(report.cut[1]).toBe(CutReason.ring);
    expect([report.cut[4], report.cut[5]]).toEqual([CutReason.blocked, CutReason.blocked]);
    expect(report.appended).toBe(0);
    expect(tiny.ends).toEqual([0, 1, 5, 4, 2, 3]);
  });

  it("carries out a closed train that is no ring", () => {
    const tiny = new TinyGraph(5, 1, [{ at: 0 }, { at: 1 }, { at: 2 }, { at: 3 }]);
    expect(tiny.plan("F", "F", "F", "F").appended).toBe(4);
    expect(tiny.ready()).toEqual([3]);
    tiny.playOut();
    expect(tiny.cells).toEqual([1, 2, 3, 4]);
  });

  it("leaves a faulty plan out: off the floor, two into one cell, into one that stays", () => {
    const tiny = new TinyGraph(3, 2, [{ at: 2 }, { at: 0 }, { at: 4, heading: 3 }, { at: 3 }]);
    const report = tiny.plan("F", "F", "F", "F");
    // 0 drives off the floor, 1 and 2 both want cell 1: the first gets it; 3 wants the cell of 2, which stays.
    expect([...report.cut]).toEqual([CutReason.fault, CutReason.none, CutReason.fault, CutReason.blocked]);
    expect(report.faults).toBe(2);
    expect(tiny.ends).toEqual([2, 1, 4, 3]);
  });

  it("takes no more actions than the horizon, and says where the plan ends", () => {
    const tiny = new TinyGraph(6, 1, [{ at: 0 }], 3);
    const report = tiny.plan("FFFFF");
    expect(report.cut[0]).toBe(CutReason.horizon);
    expect(tiny.ends).toEqual([3]);
  });

  it("withdraws a planned part with everything that needed it, and leaves the released part alone", () => {
    const tiny = new TinyGraph(6, 1, [{ at: 0 }, { at: 2 }]);
    tiny.plan("FFF", "FFF");
    const { graph } = tiny;
    graph.release(1);
    expect(graph.withdraw([graph.firstPlanned[1]!])).toBe(3);
    // Robot 1 ends in cell 3; robot 0 may still go to 1, and to 2 once robot 1 has left it, but not on to 3.
    expect(tiny.ends).toEqual([2, 3]);
    checkGraph(graph);
    graph.finish(1);
    tiny.playOut();
    expect(tiny.cells).toEqual([2, 3]);
    tiny.plan("F", "F");
    tiny.playOut();
    expect(tiny.cells).toEqual([3, 4]);
  });

  it("lets a robot come back to its own cell", () => {
    const tiny = new TinyGraph(3, 1, [{ at: 0 }, { at: 2, heading: 2 }]);
    tiny.plan("FRRFRR", "......F");
    expect(tiny.ends).toEqual([0, 1]);
    expect(tiny.ready()).toEqual([0]);
    tiny.playOut();
    expect(tiny.cells).toEqual([0, 1]);
    checkGraph(tiny.graph);
  });

  it("swaps two visits of a cell and back", () => {
    const tiny = new TinyGraph(3, 3, [{ at: 3 }, { at: 1, heading: 1 }]);
    tiny.plan("FF", "..FF");
    const visit = tiny.graph.head(0);
    tiny.graph.swapVisits(visit);
    expect(tiny.ready()).toEqual([1]);
    checkGraph(tiny.graph);
    expect(findCycle(tiny.graph)).toBe(null);
    tiny.graph.swapVisits(tiny.graph.head(1));
    expect(tiny.ready()).toEqual([0]);
    checkGraph(tiny.graph);
  });

  it("shows the cycle that a wrong swap makes", () => {
    // Robots pass each other in a corridor: both orders must be swapped, or neither.
    const tiny = new TinyGraph(4, 2, [{ at: 0 }, { at: 7, heading: 3 }]);
    tiny.plan("FFRF", "....FLFFF");
    expect(findCycle(tiny.graph)).toBe(null);
    const enters = tiny.graph.head(0);
    expect(tiny.graph.nextVisit[enters]).not.toBe(none);
    tiny.graph.swapVisits(enters);
    expect(findCycle(tiny.graph)).not.toBe(null);
  });
});

describe("on random plans", () => {
  /** Any joint plan at all, legal or not: the graph takes what can be carried out. */
  it("never has a cycle, never shares a cell, ends where it said, and gives its memory back", () => {
    let rings = 0;
    let withdrawn = 0;
    forSeeds(
      400,
      "order-graph",
      (random) => {
        const width = 2 + random.below(5);
        const height = 1 + random.below(5);
        const cells = Array.from({ length: width * height }, (_, cell) => cell);
        const count = 1 + random.below(Math.max(1, cells.length - 1));
        const starts = Array.from({ length: count }, () => {
          const at = cells.splice(random.below(cells.length), 1)[0]!;
          return { at, heading: random.below(4) };
        });
        const tiny = new TinyGraph(width, height, starts, 1 + random.below(6));
        const { graph } = tiny;
        for (let round = 0; round < 30; round += 1) {
          const plans = starts.map(() =>
            Array.from({ length: 1 + random.below(4) }, () => "FFFRL."[random.below(6)]).join(""),
          );
          rings += tiny.plan(...plans).rings.length;
          if (findCycle(graph) !== null) throw new Error(`cycle ${findCycle(graph)}`);
          for (let k = random.below(4 * count); k > 0; k -= 1) {
            const ready = tiny.ready();
            if (ready.length > 0) graph.release(ready[random.below(ready.length)]!);
            const robot = random.below(count);
            if (graph.released[robot]! > 0) graph.finish(robot);
            if (new Set(graph.cell).size !== count) throw new Error("two robots share a cell");
          }
          const robot = random.below(count);
          if (random.below(3) === 0 && graph.firstPlanned[robot] !== none) {
            withdrawn += graph.withdraw([graph.firstPlanned[robot]!]);
          }
          checkGraph(graph);
        }
        const ends = [...graph.endCell];
        for (let busy = true; busy; ) {
          busy = false;
          for (const robot of tiny.ready()) graph.release(robot);
          for (let robot = 0; robot < count; robot += 1) {
            for (; graph.released[robot]! > 0; busy = true) graph.finish(robot);
          }
        }
        if (`${graph.cell}` !== `${ends}`) throw new Error(`ended at ${graph.cell}, said ${ends}`);
        if (graph.nodeCount !== count) throw new Error(`${graph.nodeCount} nodes left for ${count} robots`);
      },
      "test/execution",
    );
    expect(rings).toBeGreaterThan(100);
    expect(withdrawn).toBeGreaterThan(100);
  });
});
