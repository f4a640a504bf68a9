import { expect, it } from "vitest";
import { CellLedger } from "../../controller/execution/index.ts";

const ledger = () => new CellLedger(4, Int32Array.of(0, 2));

it("gives a free cell to one robot and refuses the next, saying who owns it", () => {
  const cells = ledger();
  expect(cells.claim(0, 1)).toBe(0);
  expect(cells.claim(1, 1)).toBe(0);
  expect(cells.refusals).toBe(1);
  expect(cells.claim(0, 1)).toBe(0);
  expect(cells.refusals).toBe(1);
});

it("hands a cell over only when its owner has left", () => {
  const cells = ledger();
  expect(cells.claim(1, 0)).toBe(0);
  expect(cells.leave(1, 0)).toBe(false);
  expect(cells.leave(0, 0)).toBe(true);
  expect(cells.claim(1, 0)).toBe(1);
});

it("keeps everything of a lost robot until it is known again", () => {
  const cells = ledger();
  cells.claim(0, 1);
  cells.freeze(0);
  expect(cells.leave(0, 0)).toBe(false);
  expect(cells.claim(1, 0)).toBe(0);
  expect(cells.claim(0, 3)).toBe(-1);
  cells.thaw(0);
  expect(cells.leave(0, 0)).toBe(true);
  expect(cells.claim(1, 0)).toBe(1);
});

it("gives nobody a closed cell, but lets its owner leave", () => {
  const cells = ledger();
  cells.setClosed(0, true);
  cells.setClosed(1, true);
  expect(cells.claim(1, 1)).toBe(-1);
  expect(cells.leave(0, 0)).toBe(true);
  expect(cells.claim(1, 0)).toBe(-1);
  cells.setClosed(0, false);
  expect(cells.claim(1, 0)).toBe(1);
});

it("refuses a start with two robots in one cell", () => {
  expect(() => new CellLedger(4, Int32Array.of(2, 2))).toThrow("robots 0 and 1 stand in the same cell 2");
});
