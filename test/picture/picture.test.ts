// The picture on both ends: whoever takes what changed, whenever it likes, ends with what holds.
import fc from "fast-check";
import { expect, it } from "vitest";
import { type BoardRobot, PictureBoard, PictureBook } from "../../devices/picture/index.ts";

const robot = (xMm: number): BoardRobot => [xMm, 0, 0, 0, 0, 0, 100];

it("gives everything first, then what has changed", () => {
  const board = new PictureBoard("s", 2);
  board.setRobot(0, robot(1));
  board.setRobot(1, robot(2));
  board.setRoute(1, [2, 0, 3, 0], [3, 0]);
  expect(board.since(0, 10)).toMatchObject({
    full: true,
    robots: [
      [0, 1, 0, 0, 0, 0, 0, 100],
      [1, 2, 0, 0, 0, 0, 0, 100],
    ],
    routes: [[1, [2, 0, 3, 0], [3, 0]]],
  });
  const seen = board.count;
  board.setRobot(0, robot(1));
  board.setRoute(1, [2, 0, 3, 0], [3, 0]);
  expect(board.count).toBe(seen);
  board.setRobot(0, robot(5));
  board.setRoute(1, [], null);
  expect(board.since(seen, 20)).toMatchObject({
    full: false,
    robots: [[0, 5, 0, 0, 0, 0, 0, 100]],
    routes: [[1, [], null]],
  });
});

it("holds for any changes and any times of looking", () => {
  const change = fc.record({ index: fc.nat(3), x: fc.nat(5), isRoute: fc.boolean(), look: fc.boolean() });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const board = new PictureBoard("s", 4);
      const book = new PictureBook();
      let seen = 0;
      const look = () => {
        expect(book.take(board.since(seen, 0))).toBe("taken");
        seen = board.count;
      };
      for (const { index, x, isRoute, look: looks } of changes) {
        if (isRoute) board.setRoute(index, x === 0 ? [] : [x, x], null);
        else board.setRobot(index, robot(x));
        if (looks) look();
      }
      look();
      const late = new PictureBook();
      late.take(board.since(0, 0));
      expect(new Map([...book.robots].sort())).toEqual(new Map([...late.robots].sort()));
      expect(new Map([...book.routes].sort())).toEqual(new Map([...late.routes].sort()));
    }),
  );
});

it("a fleet side that began anew is noticed: nothing of before stays", () => {
  const [before, after] = [new PictureBoard("a", 1), new PictureBoard("b", 1)];
  const book = new PictureBook();
  before.setRobot(0, robot(1));
  expect(book.take(before.since(0, 0))).toBe("taken");
  expect(book.take(after.since(0, 0))).toBe("restarted");
  expect(book.robots.size).toBe(0);
  after.setRobot(0, robot(2));
  expect(book.take(after.since(0, 0))).toBe("taken");
  expect(book.robots.get(0)?.[1]).toBe(2);
});
