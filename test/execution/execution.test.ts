import { describe, expect, it } from "vitest";
import {
  createExecution,
  type ExecutionOptions,
  findCycle,
  waitCycles,
} from "../../controller/execution/index.ts";
import { RobotAction } from "../../sim/model/index.ts";
import { checkGraph, type Start } from "./tiny-graph.ts";

const letters = ".FRL";

/** Robots with actions of one tick on a small floor; plans as strings per robot. */
function tiny(width: number, height: number, robots: readonly Start[], more: Partial<ExecutionOptions> = {}) {
  const count = robots.length;
  const execution = createExecution({
    width,
    height,
    cell: Int32Array.from(robots.map((robot) => robot.at)),
    heading: Uint8Array.from(robots.map((robot) => robot.heading ?? 0)),
    forwardTicks: new Float64Array(count).fill(1),
    turnTicks: new Float64Array(count).fill(1),
    horizon: 8,
    reorderEveryTicks: 0,
    ...more,
  });
  const plan = (...plans: readonly string[]) => {
    const steps = Math.max(...plans.map((text) => text.length));
    const actions = new Uint8Array(steps * count);
    plans.forEach((text, robot) => {
      for (let step = 0; step < text.length; step += 1) {
        actions[step * count + robot] = letters.indexOf(text[step]!);
      }
    });
    return execution.append(actions, steps);
  };
  return { execution, plan };
}

describe("execution", () => {
  it("releases one action at a time and the next one when it is finished", () => {
    const { execution, plan } = tiny(4, 1, [{ at: 0 }]);
    plan("FF");
    expect(execution.release(0)).toBe(1);
    expect(execution.nextAction(0)).toBe(RobotAction.forward);
    expect(execution.release(1)).toBe(0);
    execution.finish(0, 1);
    expect(execution.nextAction(0)).toBe(RobotAction.wait);
    expect(execution.release(1)).toBe(1);
    execution.finish(0, 2);
    expect([execution.unfinished[0], execution.endCell[0]]).toEqual([0, 2]);
  });

  it("merges what is released into stretches and turns, ending at the release point", () => {
    const { execution, plan } = tiny(5, 2, [{ at: 0 }, { at: 3 }], { releaseAhead: 6 });
    plan("FFRRRFFL", "FR");
    execution.release(0);
    // Robot 0: east to cell 2, three quarters to the right (north: off the floor, so left out).
    expect(execution.segments(0)).toEqual([
      { kind: "drive", cells: [1, 2] },
      { kind: "turn", quarters: 3 },
    ]);
    expect(execution.heldCells(0)).toEqual([0, 1, 2]);
    execution.finish(0, 1, 2);
    expect(execution.segments(0)).toEqual([{ kind: "turn", quarters: 3 }]);
    expect(execution.heldCells(0)).toEqual([2]);
  });

  it("releases no further than the robot ahead has left", () => {
    const { execution, plan } = tiny(6, 1, [{ at: 0 }, { at: 2 }], { releaseAhead: 6 });
    plan("FFF", "FFF");
    execution.release(0);
    expect(execution.segments(0)).toEqual([{ kind: "drive", cells: [1] }]);
    execution.finish(1, 1, 1);
    execution.release(1);
    expect(execution.segments(0)).toEqual([{ kind: "drive", cells: [1, 2] }]);
  });

  it("keeps a cell that a robot has left but been released into again", () => {
    const { execution, plan } = tiny(3, 1, [{ at: 0 }], { releaseAhead: 8 });
    plan("FRRF");
    execution.release(0);
    execution.finish(0, 1);
    expect(execution.ledger.owner[0]).toBe(0);
    execution.finish(0, 4, 3);
    expect([...execution.ledger.owner]).toEqual([0, -1, -1]);
  });

  it("gives nothing new to a robot that stands for a reason of its own", () => {
    const { execution, plan } = tiny(3, 1, [{ at: 0 }]);
    plan("F");
    expect(execution.release(0, Uint8Array.of(1))).toBe(0);
    expect(execution.release(0, Uint8Array.of(0))).toBe(1);
  });

  it("says by how much a robot is late", () => {
    const { execution, plan } = tiny(3, 1, [{ at: 0 }], { forwardTicks: Float64Array.of(3) });
    plan("F");
    execution.release(10);
    expect([execution.lateTicks(0, 13), execution.lateTicks(0, 15)]).toEqual([0, 2]);
  });
});

describe("a lost robot", () => {
  it("keeps its cells; whoever counted on it is planned anew, and it goes on when it is back", () => {
    const { execution, plan } = tiny(4, 1, [{ at: 0 }, { at: 1 }]);
    plan("FF", "FF");
    execution.release(0);
    // Robot 1 fails between cells 1 and 2: it holds both; robot 0 cannot count on cell 1.
    expect(execution.lose(1)).toBe(3);
    expect([...execution.endCell]).toEqual([0, 2]);
    expect(execution.heldCells(1)).toEqual([1, 2]);
    expect(plan("F", "F").appended).toBe(0);
    expect(execution.release(5)).toBe(0);
    execution.recover(1, 6);
    execution.finish(1, 7);
    plan("F", "F");
    expect(execution.release(7)).toBe(2);
    checkGraph(execution.graph);
  });

  it("does not report before it is recovered", () => {
    const { execution, plan } = tiny(4, 1, [{ at: 0 }]);
    plan("F");
    execution.release(0);
    execution.lose(0);
    expect(() => execution.finish(0, 1)).toThrow("robot 0 is lost");
  });
});

describe("a closed cell", () => {
  it("takes plans back from there on, and lets through who has been released into it", () => {
    const { execution, plan } = tiny(5, 1, [{ at: 0 }, { at: 1 }]);
    plan("FFF", "FFF");
    execution.release(0);
    // Robot 1 is on its way from 1 to 2 when cell 2 closes; robot 0 may only follow to 1.
    expect(execution.closeCell(2)).toBe(2);
    expect([...execution.endCell]).toEqual([1, 4]);
    for (let tick = 1; tick < 4; tick += 1) {
      for (const robot of [0, 1]) if (execution.released[robot]! > 0) execution.finish(robot, tick);
      execution.release(tick);
    }
    expect([...execution.graph.cell]).toEqual([1, 4]);
    expect(plan("F").appended).toBe(0);
    execution.openCell(2);
    expect(plan("F").appended).toBe(1);
    expect(execution.release(4)).toBe(1);
  });

  it("lets a robot that stands in it turn and leave", () => {
    const { execution, plan } = tiny(1, 3, [{ at: 1 }]);
    execution.closeCell(1);
    expect(plan("RF").appended).toBe(2);
  });
});

describe("re-ordering", () => {
  /** Robot 0 is planned through cell 4 before robot 1, and is late with the turn that comes first. */
  const crossing = (more: Partial<ExecutionOptions> = {}) => {
    const { execution, plan } = tiny(
      3,
      3,
      [
        { at: 3, heading: 3 },
        { at: 1, heading: 1 },
      ],
      { reorderEveryTicks: 1, ...more },
    );
    plan("RFF", "...FF");
    execution.release(0);
    return execution;
  };

  it("lets a robot go before one that is late, and only then", () => {
    const execution = crossing();
    expect(execution.nextAction(1)).toBe(RobotAction.wait);
    execution.release(2);
    execution.release(6);
    expect(execution.statistics.overtakings).toBe(1);
    expect(execution.nextAction(1)).toBe(RobotAction.forward);
    expect(findCycle(execution.graph)).toBe(null);
    checkGraph(execution.graph);
  });

  it("never changes the order once the late robot has been released into the cell", () => {
    const execution = crossing({ releaseAhead: 3 });
    execution.release(50);
    expect(execution.statistics.overtakings).toBe(0);
  });

  it("swaps a corridor as a whole, or not at all", () => {
    // Both go through the corridor 1 2 3, robot 0 eastwards first (it is late), robot 1 westwards after it.
    //   row 0: 0 1 2 3 4
    //   row 1: 5 6 7 8 9
    const { execution, plan } = tiny(
      5,
      2,
      [
        { at: 5, heading: 0 },
        { at: 4, heading: 2 },
      ],
      { reorderEveryTicks: 1 },
    );
    plan("LFRFFFRF", ".......FFFLF");
    expect([...execution.endCell]).toEqual([8, 6]);
    execution.release(0);
    execution.release(20);
    expect(execution.statistics.overtakings).toBe(1);
    expect(execution.nextAction(1)).toBe(RobotAction.forward);
    checkGraph(execution.graph);
    // All is carried out in the new order.
    for (let tick = 21; tick < 60; tick += 1) {
      for (let robot = 0; robot < 2; robot += 1)
        if (execution.released[robot]! > 0) execution.finish(robot, tick);
      execution.release(tick);
    }
    expect([...execution.graph.cell]).toEqual([8, 6]);
  });

  it("keeps the order where the one behind could not get out of the way", () => {
    // Robot 1 wants the cell that robot 0 comes through, and ends there: it cannot go first.
    const { execution, plan } = tiny(
      3,
      3,
      [
        { at: 3, heading: 3 },
        { at: 1, heading: 1 },
      ],
      { reorderEveryTicks: 1 },
    );
    plan("RFF", "...F");
    execution.release(0);
    execution.release(50);
    expect(execution.statistics.overtakings).toBe(0);
  });
});

describe("the watchdog", () => {
  it("finds robots that wait in a circle, and nobody else", () => {
    // 0 → 1 → 2 → 0, 3 → 0, 4 and 5 for each other, 6 for nobody.
    const waits = Int32Array.of(1, -1, 2, -1, 0, -1, 0, -1, -1, 5, 4, -1, -1, -1);
    expect(waitCycles(waits)).toEqual([
      [0, 1, 2],
      [4, 5],
    ]);
  });

  it("is silent while the graph is sound, and names robots and cells when somebody interferes", () => {
    const { execution, plan } = tiny(2, 2, [{ at: 0 }, { at: 1, heading: 1 }]);
    plan("F", "F");
    expect(execution.watch()).toEqual([]);
    // Somebody parks things wrongly: the ledger says robot 0 is in the cell that robot 1 wants.
    execution.ledger.owner[3] = 0;
    expect(execution.watch()).toEqual([{ robots: [0, 1], cells: [1, 3] }]);
  });
});

it("goes on from a snapshot as it would have gone on itself", () => {
  const { execution, plan } = tiny(5, 1, [{ at: 0 }, { at: 1 }]);
  plan("FFF", "FFF");
  execution.release(0);
  const saved = structuredClone(execution.snapshot());
  execution.finish(1, 1);
  execution.release(1);
  const after = structuredClone(execution.snapshot());
  execution.restore(saved);
  execution.finish(1, 1);
  execution.release(1);
  expect(execution.snapshot()).toEqual(after);
});
