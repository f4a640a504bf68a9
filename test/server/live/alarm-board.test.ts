// The fleet side's own alarms are told however many robots have some.
import { expect, test } from "vitest";
import { AlarmBoard, type Seen } from "../../../server/live/alarm-board.ts";

const seen = (id: string): Seen => ({
  id,
  severity: "error",
  about: id,
  say: () => ({ message: id, advice: "" }),
});

test("a rival is told beside thousands of robots, whose alarms are limited", () => {
  const board = new AlarmBoard();
  const robots = Array.from({ length: 2_000 }, (_, i) => seen(`robot acme/r${i}`));
  board.update(robots, 0);
  expect(board.update([...robots, seen("rival"), seen("load-unknown o-1")], 1_000)).toEqual([
    "rival",
    "load-unknown o-1",
  ]);
  expect(board.count).toBe(502);
  board.update([seen("rival")], 2_000);
  board.update([...robots.slice(1_000), seen("rival")], 3_000);
  expect(board.count).toBe(501);
});
