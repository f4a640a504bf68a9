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
      "3: robot 1: cell 6 is off the map (0..5)",
    ]);
    expect(faults(parseStarts("a", "2\n0\n0\n", map, 2))).toEqual([
      "3: robot 1 starts on cell 0, as the robot on line 2 does",
    ]);
  });
  test("too few robots and words for numbers are told", () => {
    expect(faults(parseStarts("a", "1\n0\n", map, 2))).toEqual(["1: expected 2 robots (teamSize), found 1"]);
    expect(faults(parseTasks("a", "1\n0,x\n", map))).toEqual(['2: task 0: expected a cell id, found "x"']);
    expect(faults(parseTasks("a", "3\n0\n", map))).toEqual(["1: expected 3 tasks, found 1"]);
  });
  test("a short map row and a strange letter are told with line and column", () => {
    expect(faults(parseLeagueMap("m", "type octile\nheight 2\nwidth 3\nmap\n..\n.x.\n"))).toEqual([
      "5: row 0: expected 3 characters, found 2",
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
