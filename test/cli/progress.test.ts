import pc from "picocolors";
import { describe, expect, test } from "vitest";
import type { Output } from "../../cli/context.ts";
import { formatClock, formatDuration, formatSpeedUp } from "../../cli/format.ts";
import { barLines, ProgressBars } from "../../cli/progress/progress-bars.ts";
import { ProgressBoard } from "../../cli/progress/progress-board.ts";
import { ProgressLines, progressLine } from "../../cli/progress/progress-lines.ts";
import { displayWidth } from "../../cli/table/display-width.ts";
import { textOf } from "../../cli/text/index.ts";

const start = Date.UTC(2025, 10, 10, 20) / 1000;
const en = textOf("en");
const zh = textOf("zh");
const twoRuns = [
  { label: "pod-match", horizonSteps: 14_400, stepSeconds: 1 },
  { label: "fcfs", horizonSteps: 14_400, stepSeconds: 1 },
];

function capture(): Output & { readonly text: () => string } {
  let text = "";
  return {
    isTerminal: true,
    columns: 80,
    write: (more) => {
      text += more;
    },
    text: () => text,
  };
}

describe("the board", () => {
  test("knows the speed-up over real time and the time left of a strategy", () => {
    const board = new ProgressBoard(twoRuns);
    board.start(0, 1000);
    board.update(0, { step: 3600, ordersDone: 50 }, 11_000);
    const [podMatch, fcfs] = board.rows();
    expect(podMatch).toMatchObject({ share: 0.25, speedUp: 360, leftSeconds: 30, clockSeconds: 3600 });
    expect(fcfs).toMatchObject({ share: 0, speedUp: 0, leftSeconds: Number.NaN });
    expect(board.share()).toBe(0.125);
  });

  test("gathers the seeds of a strategy in one row", () => {
    const board = new ProgressBoard([twoRuns[0]!, twoRuns[1]!, twoRuns[0]!]);
    board.update(0, { step: 14_400, ordersDone: 100 }, 10_000);
    board.end(0);
    board.update(2, { step: 7200, ordersDone: 40 }, 20_000);
    expect(board.rows()[0]).toMatchObject({ runs: 2, runsDone: 1, share: 0.75, ordersDone: 140 });
  });

  test("speaks only of the runs that are needed", () => {
    const board = new ProgressBoard([twoRuns[0]!, twoRuns[0]!, twoRuns[1]!]);
    board.update(0, { step: 14_400, ordersDone: 100 }, 10_000);
    board.end(0);
    board.update(1, { step: 100, ordersDone: 1 }, 11_000);
    board.leaveOut(1);
    board.leaveOut(2);
    expect(board.share()).toBe(1);
    expect(board.rows()).toMatchObject([{ runs: 1, runsDone: 1, share: 1, ordersDone: 100 }]);
  });
});

describe("bars on a terminal", () => {
  const board = new ProgressBoard(twoRuns);
  board.start(0, 0);
  board.start(1, 0);
  board.update(0, { step: 7200, ordersDone: 12_345 }, 60_000);

  test("show the clock, orders, speed-up and time left", () => {
    const [line] = barLines(board.rows(), 80, start, "time", en);
    expect(line).toMatch(/^pod-match {2}█+░+ {3}50% {2}22:00 {2}12,345 done {2}120× +1 min left$/);
  });

  test("never run over the line, from 40 to 200 columns, in both languages", () => {
    for (const text of [en, zh]) {
      for (let columns = 40; columns <= 200; columns++) {
        for (const line of barLines(board.rows(), columns, start, "date-time", text)) {
          expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        }
      }
    }
  });

  test("are redrawn in place, at most ten times a second", () => {
    const output = capture();
    const bars = new ProgressBars(output, start, "time", en, pc.createColors(false));
    for (let ms = 0; ms < 1000; ms += 10) bars.show(board.rows(), 0.25, ms);
    expect(output.text().split("\u001b[2A").length - 1).toBe(9);
  });
});

describe("plain lines where there is no terminal", () => {
  test("come every few seconds and never more than about twenty", () => {
    for (const wallSeconds of [30, 120, 7200]) {
      const output = capture();
      const lines = new ProgressLines(output, start, "time", en);
      const board = new ProgressBoard(twoRuns);
      for (let tick = 1; tick <= 1000; tick++) {
        const nowMs = tick * wallSeconds;
        for (const run of [0, 1]) {
          board.update(run, { step: tick * 14.4, ordersDone: tick }, nowMs);
        }
        lines.show(board.rows(), board.share(), nowMs);
      }
      lines.finish(board.rows(), board.share());
      const printed = output.text().trimEnd().split("\n");
      expect(printed.length).toBeGreaterThan(5);
      expect(printed.length).toBeLessThanOrEqual(22);
      expect(printed.at(-1)).toMatch(/^100% {2}pod-match 00:00 1,000 done .*×, fcfs 00:00 1,000 done .*×$/);
    }
  });
});

describe("two runs that are not equally far", () => {
  const board = new ProgressBoard(twoRuns);
  for (const run of [0, 1]) board.start(run, 0);
  board.update(0, { step: 7200, ordersDone: 50 }, 10_000);
  board.update(1, { step: 3600, ordersDone: 40 }, 10_000);

  test("each have a clock of their own, in lines and in bars", () => {
    expect(progressLine(board.rows(), board.share(), start, "time", en)).toBe(
      " 37%  pod-match 22:00 50 done 720×, fcfs 21:00 40 done 360×; 30 s left",
    );
    const [podMatch, fcfs] = barLines(board.rows(), 80, start, "time", en);
    expect(podMatch).toContain("22:00");
    expect(fcfs).toContain("21:00");
  });

  test("and share a row as seeds of one strategy show how many are done instead", () => {
    const seeds = new ProgressBoard([twoRuns[0]!, twoRuns[0]!]);
    seeds.update(0, { step: 7200, ordersDone: 50 }, 10_000);
    seeds.update(1, { step: 3600, ordersDone: 40 }, 10_000);
    expect(progressLine(seeds.rows(), seeds.share(), start, "time", en)).toBe(
      " 37%  pod-match 0/2 90 done –",
    );
  });
});

test("durations, clocks and speeds read as people say them", () => {
  expect(formatDuration(59.4, en)).toBe("59 s");
  expect(formatDuration(65, en)).toBe("1 min 5 s");
  expect(formatDuration(7200, zh)).toBe("2 小时");
  expect(formatDuration(7800, en)).toBe("2 h 10 min");
  expect(formatClock(start, 4 * 3600, "time")).toBe("00:00");
  expect(formatClock(start, 4 * 3600, "date-time")).toBe("11-11 00:00");
  expect([formatSpeedUp(0), formatSpeedUp(4.26), formatSpeedUp(1234.5)]).toEqual(["–", "4.3×", "1,235×"]);
});
