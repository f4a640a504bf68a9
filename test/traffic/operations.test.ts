import { expect, it } from "vitest";
import { buildOperations } from "../../controller/traffic/operations.ts";

const letters = "WFRL";
const words = (depth: number) => {
  const pool = buildOperations(depth, 10);
  return Array.from({ length: pool.count }, (_, operation) =>
    Array.from({ length: depth }, (_, d) => letters[pool.actions[operation * depth + d]!]).join(""),
  );
};

it("has 17, 48 and 136 operations at depths 3, 4 and 5, as the paper says", () => {
  expect([3, 4, 5].map((depth) => words(depth).length)).toEqual([17, 48, 136]);
});
it("spells the seventeen of depth 3", () => {
  expect(words(3).sort().join(" ")).toBe(
    "FFF FFW FLF FRF FWF FWW LFF LFW LWF RFF RFW RRF RWF WFF WFW WWF WWW".split(" ").sort().join(" "),
  );
});
it("contains for each operation what is left of it after one action", () => {
  const all = words(4);
  const pool = buildOperations(4, 10);
  all.forEach((word, operation) => {
    expect(all[pool.shifted[operation]!]).toBe(`${word.slice(1)}W`);
  });
});
it("knows cells and edges: forward, turn right, forward from a cell facing east goes one east, one south", () => {
  const pool = buildOperations(3, 10);
  const operation = words(3).indexOf("FRF");
  expect([...pool.cellOffset.subarray(operation * 3, operation * 3 + 3)]).toEqual([1, 1, 11]);
  expect(pool.endHeading[operation]).toBe(1);
  expect(pool.forwardCount[operation]).toBe(2);
});
it("gives both directions over one edge the same edge number", () => {
  const pool = buildOperations(3, 10);
  const forward = words(3).indexOf("FWW");
  const edge = (cell: number, heading: number) =>
    2 * cell + pool.edgeOffset[(heading * pool.count + forward) * 3]!;
  expect(edge(44, 0)).toBe(edge(45, 2));
  expect(edge(44, 1)).toBe(edge(54, 3));
  expect(edge(44, 0)).not.toBe(edge(44, 1));
});
