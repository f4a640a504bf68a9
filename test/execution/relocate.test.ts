// A lost robot that is known again somewhere else: what it had been told is forgotten, its cells are free, others plan around it.
import { describe, expect, it } from "vitest";
import { createExecution } from "../../controller/execution/index.ts";
import { assert, Random } from "../../sim/kernel/index.ts";
import { RobotAction } from "../../sim/model/index.ts";
import { checkGraph } from "./tiny-graph.ts";

const cases = Number(process.env.CASES ?? 60);
const seeds =
  process.env.SEED === undefined ? Array.from({ length: cases }, (_, i) => i) : [Number(process.env.SEED)];

const row = (cell: readonly number[], width = 6) =>
  createExecution({
    width,
    height: 1,
    cell: Int32Array.from(cell),
    heading: new Uint8Array(cell.length),
    forwardTicks: new Float64Array(cell.length).fill(1),
    turnTicks: new Float64Array(cell.length).fill(1),
    horizon: 8,
    releaseAhead: 4,
    reorderEveryTicks: 0,
  });
const { forward, wait } = RobotAction;

describe("a robot that was moved", () => {
  it("gives its old cells up and owns the new one and what it is said to touch", () => {
    const execution = row([0, 5]);
    execution.append(Uint8Array.of(forward, wait, forward, wait), 2);
    execution.release(0);
    expect(execution.heldCells(0)).toEqual([0, 1, 2]);
    execution.lose(0);
    expect(execution.relocate(0, 3, 2, [4, 5])).toEqual([3, 4]);
    expect([...execution.ledger.owner]).toEqual([-1, -1, -1, 0, 0, 1]);
    expect([execution.released[0], execution.unfinished[0], execution.endCell[0]]).toEqual([0, 0, 3]);
    execution.recover(0, 1);
    execution.append(Uint8Array.of(forward, wait));
    execution.release(1);
    expect(execution.segments(0)).toEqual([{ kind: "drive", cells: [2] }]);
  });

  it("takes back what others had planned into its cells, and refuses a cell of others", () => {
    const execution = row([0, 4]);
    execution.append(Uint8Array.of(forward, wait, forward, wait, forward, wait), 3);
    execution.lose(1);
    execution.relocate(1, 2, 0);
    expect([execution.endCell[0], execution.unfinished[0]]).toEqual([1, 1]);
    execution.release(0);
    expect(() => execution.relocate(1, 1, 0)).toThrow("cell 1 belongs to robot 0");
    expect(() => execution.relocate(0, 5, 0)).toThrow("not lost");
  });
});

it.each(seeds)(
  "the graph stays sound and the ledger's cells apart whoever is moved where, seed %i",
  (seed) => {
    const random = new Random(seed, "test/relocate");
    const [width, height, count] = [5, 4, 6];
    const cells = width * height;
    const start = new Int32Array(count).map((_, i) => i * 3);
    const execution = createExecution({
      width,
      height,
      cell: start,
      heading: new Uint8Array(count).map(() => random.below(4)),
      forwardTicks: new Float64Array(count).fill(1),
      turnTicks: new Float64Array(count).fill(1),
      horizon: 5,
      releaseAhead: 3,
    });
    for (let tick = 0; tick < 150; tick += 1) {
      const robot = random.below(count);
      if (random.below(10) === 0) execution.lose(robot);
      if (execution.isLost(robot) && random.below(2) === 0) {
        const cell = random.below(cells);
        const owner = execution.ledger.owner[cell]!;
        if (owner === -1 || owner === robot)
          execution.relocate(robot, cell, random.below(4), [random.below(cells), random.below(cells)]);
        if (random.below(2) === 0) execution.recover(robot, tick);
      }
      execution.append(new Uint8Array(count).map(() => random.below(4)));
      execution.release(tick);
      for (let other = 0; other < count; other += 1) {
        if (execution.released[other]! > 0 && !execution.isLost(other) && random.below(2) === 0)
          execution.finish(other, tick);
      }
      checkGraph(execution.graph);
      for (let other = 0; other < count; other += 1) {
        for (const held of execution.heldCells(other))
          assert(execution.ledger.owner[held] === other, `seed ${seed}: robot ${other} owns ${held}`);
      }
      expect(execution.watch(), `seed ${seed}, tick ${tick}`).toEqual([]);
    }
  },
);
