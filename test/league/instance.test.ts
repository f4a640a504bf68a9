import { describe, expect, test } from "vitest";
import { parseDescription, parseLeagueMap, parseStarts, parseTasks } from "../../scenarios/league/index.ts";

const mapText = "type octile\nheight 2\nwidth 3\nmap\n.@.\n...\n";
const map = (() => {
  const parsed = parseLeagueMap("a.map", mapText);
  if (!parsed.ok) throw new Error("a valid map");
  return parsed.value;
})();

function faults(result: { ok: true } | { ok: false; faults: readonly { line: number; message: string }[] }) {
  return result.ok ? [] : result.faults.map(({ line, message }) => `${line}: ${message}`);
}

describe("league files", () => {
  test("robots and tasks are read, comments and blank lines passed over", () => {
    const starts = parseStarts("a.agents", "# version\n2\n0\n\n5\n", map, 2);
    expect(starts.ok && [...starts.value]).toEqual([0, 5]);
    const tasks = parseTasks("a.tasks", "2\n0,2\n3\n", map);
    expect(tasks.ok && [...tasks.value.cells]).toEqual([0, 2, 3]);
  });
  test("a start on an obstacle, off the map or shared is told with its line", () => {
    expect(faults(parseStarts("a", "3\n1\n6\n0\n", map, 3))).toEqual([
      "2: robot 0: cell 1 (row 0, column 1) is an obstacle",
      "3: robot 1: cell 6 is off the map (0..5); an id is row × 3 + column",
    ]);
    expect(faults(parseStarts("a", "2\n0\n0\n", map, 2))).toEqual([
      "3: robot 1 starts on cell 0, as the robot on line 2 does; give one of them another",
    ]);
  });
  test("too few robots and words for numbers are told", () => {
    expect(faults(parseStarts("a", "1\n0\n", map, 2))).toEqual([
      "1: expected 2 robots (teamSize), found 1; add start cells or lower teamSize",
    ]);
    expect(faults(parseTasks("a", "1\n0,x\n", map))).toEqual(['2: task 0: expected a cell id, found "x"']);
    expect(faults(parseTasks("a", "3\n0\n", map))).toEqual([
      "1: expected 3 tasks, found 1; add the others or correct the count",
    ]);
  });
  test("a cell id is written in digits, and rows beyond the count are told", () => {
    for (const word of ["0x4", "1e0", "-1", "1.0", "+1"]) {
      expect(faults(parseTasks("a", `1\n0,${word}\n`, map))).toEqual([
        `2: task 0: expected a cell id, found "${word}"`,
      ]);
      expect(faults(parseStarts("a", `1\n${word}\n`, map, 1))).toEqual([
        `2: robot 0: expected a cell id, found "${word}"`,
      ]);
    }
    const more = "expected 1 start cells as line 1 says, found 2; correct the count or drop the rest";
    expect(faults(parseStarts("a", "1\n0\n2\n", map, 1))).toEqual([`3: ${more}`]);
    expect(faults(parseTasks("a", "1\n0\n2\n", map))).toHaveLength(1);
  });
  test("a map smaller than its header says, or too large to run, is told before room for it is made", () => {
    const header = (height: number, width: number) => `type octile\nheight ${height}\nwidth ${width}\nmap\n`;
    expect(faults(parseLeagueMap("m", `${header(3, 3)}...\n...\n\n`))).toEqual([
      "2: the header says 3 rows, the file has 2: the file ends where row 2 should be; add what is missing or write height 2",
    ]);
    expect(faults(parseLeagueMap("m", `${header(100_000, 100_000)}...\n`))[0]).toContain(
      "2: the header says 100000 rows, the file has 1",
    );
    expect(faults(parseLeagueMap("m", `${header(1, 100_000_000)}...\n`))).toEqual([
      "2: expected at most 4000000 cells, found 1 × 100000000; cut the map into parts",
    ]);
  });
  test("a short map row and a strange letter are told with line and column", () => {
    expect(faults(parseLeagueMap("m", "type octile\nheight 2\nwidth 3\nmap\n..\n.x.\n"))).toEqual([
      "5: row 0: expected 3 characters, found 2; fill it up or correct the width",
      '6: column 2: expected one of @ T O W . G S E, found "x"',
    ]);
  });
  test("an instance file says what each wrong field should be", () => {
    expect(faults(parseDescription("i.json", "{"))[0]).toContain("not valid JSON");
    const text = JSON.stringify({ mapFile: "m", agentFile: 3, taskFile: "t", teamSize: 0 });
    expect(faults(parseDescription("i.json", text))).toEqual([
      "0: agentFile: expected a file name, found 3",
      "0: teamSize: expected a whole number ≥ 1, found 0",
    ]);
  });
  test("a field that is missing, null or within another is named as such", () => {
    const base = { mapFile: "m", agentFile: "a", taskFile: "t", teamSize: 2 };
    const told = (extra: object) => faults(parseDescription("i", JSON.stringify({ ...base, ...extra })));
    expect(told({ taskFile: undefined })).toEqual(["0: taskFile: expected a file name, found nothing"]);
    expect(told({ numTasksReveal: null })).toEqual(["0: numTasksReveal: expected a number ≥ 1, found null"]);
    const delayConfig = { minDelay: 3, maxDelay: 2, eventModel: "poisson", durationModel: "uniform" };
    expect(told({ delayConfig })).toEqual([
      "0: delayConfig.maxDelay: expected a whole number ≥ minDelay (3), found 2",
      "0: delayConfig.pDelay: expected a probability 0..1, found nothing",
    ]);
    expect(told({ delayConfig: [] })).toEqual(["0: delayConfig: expected an object, found []"]);
  });
  test("more tasks in the pool than can be kept, and rules of a year that there are not, are refused", () => {
    const base = { mapFile: "m", agentFile: "a", taskFile: "t", teamSize: 2 };
    const told = (extra: object) => faults(parseDescription("i", JSON.stringify({ ...base, ...extra })));
    expect(told({ numTasksReveal: 1e9 })).toEqual([
      "0: numTasksReveal: expected at most 500000 with 2 robots (1000000 tasks shown at a time), found 1000000000; the league's own instances have 1 or 1.5",
    ]);
    expect(told({ numTasksReveal: 500_000 })).toEqual([]);
    expect(told({ version: "2031 LoRR", agentCounter: 3 })).toEqual([
      '0: version: expected one of "2023 LoRR", "2024 LoRR", "2026 LoRR", found "2031 LoRR"; leave it out if in doubt',
    ]);
  });
  test("the year follows from the fields", () => {
    const base = { mapFile: "m", agentFile: "a", taskFile: "t", teamSize: 2 };
    const yearOf = (extra: object) => {
      const parsed = parseDescription("i", JSON.stringify({ ...base, ...extra }));
      return parsed.ok ? parsed.value.year : parsed.faults;
    };
    expect(yearOf({ taskAssignmentStrategy: "roundrobin" })).toBe(2023);
    expect(yearOf({ numTasksReveal: 1.5 })).toBe(2024);
    expect(yearOf({ agentCounter: 3 })).toBe(2026);
  });
});
