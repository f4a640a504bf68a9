// Instances put together from files: everything wrong in any of them at once, and where.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { corridorsOf } from "../../scenarios/league/corridors.ts";
import {
  formatLeagueFault,
  type LeagueFault,
  loadInstance,
  parseLeagueMap,
} from "../../scenarios/league/index.ts";
import { findJsonFault } from "../../scenarios/league/json-fault.ts";

const description = { mapFile: "a.map", agentFile: "a.agents", taskFile: "a.tasks", teamSize: 2 };
const texts: Readonly<Record<string, string>> = {
  "dir/i.json": JSON.stringify(description),
  "dir/a.map": "type octile\nheight 1\nwidth 4\nmap\n....\n",
  "dir/a.agents": "2\n0\n1\n",
  "dir/a.tasks": "1\n3\n",
};
function load(changed: Readonly<Record<string, string | null>> = {}) {
  const all: Readonly<Record<string, string | null>> = { ...texts, ...changed };
  const missing = (file: string): LeagueFault => ({ file, line: 0, message: "cannot be read" });
  return loadInstance("dir/i.json", {
    read: (path) => all[path] ?? missing(path),
    beside: (_, name) => `dir/${name}`,
  });
}
function faultsOf(changed: Readonly<Record<string, string | null>>): readonly string[] {
  const read = load(changed);
  return read.ok ? [] : read.faults.map(formatLeagueFault);
}

test("an instance is named after its file, and a byte order mark is passed over in every file", () => {
  const marked = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, `\uFEFF${text}`]));
  for (const read of [load(), load(marked)]) {
    expect(read.ok && [read.value.name, read.value.map.width, ...read.value.starts]).toEqual(["i", 4, 0, 1]);
  }
});

test("the faults of all files are told together", () => {
  const wrong = JSON.stringify({ ...description, numTasksReveal: 0 });
  expect(
    faultsOf({
      "dir/i.json": wrong,
      "dir/a.map": "type octile\nheight 1\nwidth 4\nmap\n..x.\n",
      "dir/a.agents": "2\n1\n1\n",
      "dir/a.tasks": "1\nx\n",
    }),
  ).toEqual([
    "dir/i.json: numTasksReveal: expected a number ≥ 1, found 0",
    'dir/a.map:5: column 3: expected one of @ T O W . G S E, found "x"',
    "dir/a.agents:3: robot 1 starts on cell 1, as the robot on line 2 does; give one of them another",
    'dir/a.tasks:2: task 0: expected a cell id, found "x"',
  ]);
});

test("a file that is not there is told with the field that names it, beside the faults of the others", () => {
  expect(faultsOf({ "dir/a.map": null, "dir/a.tasks": null, "dir/a.agents": "1\n0\n" })).toEqual([
    "dir/a.map: cannot be read; mapFile in dir/i.json names it",
    "dir/a.tasks: cannot be read; taskFile in dir/i.json names it",
    "dir/a.agents:1: expected 2 robots (teamSize), found 1; add start cells or lower teamSize",
  ]);
});

test("cells that nobody can reach are told with what to do", () => {
  const map = "type octile\nheight 1\nwidth 4\nmap\n..@.\n";
  expect(faultsOf({ "dir/a.map": map })).toEqual([
    "dir/a.tasks:2: task 0: no robot can reach cell 3 (row 0, column 3); start a robot in that part of the map",
  ]);
});

describe("robots that cannot pass each other", () => {
  const corridor = {
    "dir/a.map": "type octile\nheight 2\nwidth 4\nmap\n....\n@@@.\n",
    "dir/a.agents": "2\n1\n2\n",
  };
  const roundrobin = JSON.stringify({ ...description, taskAssignmentStrategy: "roundrobin" });

  test("2023: a task for the robot on the wrong side is told", () => {
    const lines = { ...corridor, "dir/i.json": roundrobin, "dir/a.tasks": "2\n7\n0\n" };
    expect(faultsOf(lines)).toEqual([
      "dir/a.tasks:2: task 0: it falls to robot 0, which cannot pass the robots on its way to cell 7 (row 1, column 3); " +
        "give that robot another start, or start fewer there",
      "dir/a.tasks:3: task 1: it falls to robot 1, which cannot pass the robots on its way to cell 0 (row 0, column 0); " +
        "give that robot another start, or start fewer there",
    ]);
    expect(faultsOf({ ...lines, "dir/a.tasks": "2\n0\n7\n" })).toEqual([]);
  });

  test("later years: a task is told that no robot can do from its first cell to its last", () => {
    expect(faultsOf({ ...corridor, "dir/a.tasks": "3\n7\n0\n7,1,0\n" })).toEqual([
      "dir/a.tasks:4: task 2: robots cannot pass each other in this corridor, and none can do all from cell 7 to cell 0 " +
        "(row 0, column 0); start fewer robots there, or take cells nearer to each other",
    ]);
    // A place to step aside, a ring, or one robot alone: all can be done.
    const tasks = { "dir/a.tasks": "1\n7,0\n" };
    for (const map of ["....\n@@..", "....\n....", "....\n@.@."]) {
      expect(
        faultsOf({ ...corridor, ...tasks, "dir/a.map": `type octile\nheight 2\nwidth 4\nmap\n${map}\n` }),
      ).toEqual([]);
    }
    const alone = { "dir/i.json": JSON.stringify({ ...description, teamSize: 1 }), "dir/a.agents": "1\n1\n" };
    expect(faultsOf({ ...corridor, ...tasks, ...alone })).toEqual([]);
  });

  test("each reach what moving one after the other shows", () => {
    const length = 6;
    const map = parseLeagueMap(
      "a.map",
      `type octile\nheight 1\nwidth ${length}\nmap\n${".".repeat(length)}\n`,
    );
    if (!map.ok) throw new Error("no map");
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 2 }), (cells) => {
        const starts = Int32Array.from(cells);
        const corridors = corridorsOf(map.value, new Int32Array(length), starts)!;
        const reached = cells.map(() => new Set<number>());
        const seen = new Set<string>();
        const open: (readonly number[])[] = [cells];
        for (let at = open.pop(); at !== undefined; at = open.pop()) {
          if (seen.has(at.join())) continue;
          seen.add(at.join());
          at.forEach((cell, robot) => {
            reached[robot]!.add(cell);
            for (const next of [cell - 1, cell + 1]) {
              if (next >= 0 && next < length && !at!.includes(next)) open.push(at!.with(robot, next));
            }
          });
        }
        cells.forEach((_, robot) => {
          const span = corridors.spanOf(robot)!;
          const places = [...reached[robot]!].map((cell) => corridors.at[cell]!).sort((a, b) => a - b);
          expect([places[0], places.at(-1)]).toEqual(span);
        });
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

describe("where a JSON text breaks", () => {
  test.each([
    ["{ teamSize", 'line 1, column 3: expected a name in " or }, found "teamSize"'],
    ['{\n  "a": 1,\n}', 'line 3, column 1: expected a name in ", found "}"'],
    ['{"a": [1 2]}', 'line 1, column 10: expected a comma or the closing bracket, found "2"'],
    ['{"a": tru}', 'line 1, column 7: expected a value, found "tru"'],
    ['{"a": "b', 'line 1, column 7: expected a value, found "\\""'],
    ['{"a" 1}', 'line 1, column 6: expected a colon, found "1"'],
    ['{"a": 1', "line 1, column 8: expected a comma or the closing bracket, found the end of the text"],
    ["{} x", 'line 1, column 4: expected the end of the text, found "x"'],
    ["", "line 1, column 1: expected a value, found the end of the text"],
  ])("%s", (text, message) => {
    expect(faultsOf({ "dir/i.json": text })).toEqual([`dir/i.json: not valid JSON: ${message}`]);
  });

  test("any text is found fault with exactly where the platform's parser refuses it", () => {
    const seed = Number(process.env.FC_SEED ?? 20251112);
    const isJson = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", "[", '"', "0", "-", "\\", "\n", "\u0001"))
      .map(
        ([text, at, put]) =>
          text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1),
      );
    fc.assert(
      fc.property(fc.oneof(fc.json(), broken), (text) => {
        expect(findJsonFault(text) === null).toBe(isJson(text));
      }),
      { seed, numRuns: Number(process.env.CASES ?? 2000) },
    );
  });
});
