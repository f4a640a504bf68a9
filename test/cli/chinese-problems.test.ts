import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { messageText, phraseZh, problemText } from "../../cli/text/problem-text.ts";
import { openBundledLibrary } from "../../scenarios/index.ts";
import { openStage } from "./stand-in.ts";

const root = new URL("../../", import.meta.url);
const chinese = /[\u4e00-\u9fff]/;

/** What checks in a folder expect and advise, as written in the source, with 7 for everything that changes. */
function phrasesIn(folder: string): readonly string[] {
  const files = readdirSync(new URL(folder, root)).filter((name) => name.endsWith(".ts"));
  const source = files.map((name) => readFileSync(new URL(`${folder}/${name}`, root), "utf8")).join("\n");
  const literal = /\b(?:expected|advice)(?::| =)\s+(?:"((?:[^"\\\n])+)"|`([^`\n]+)`)/g;
  return [...source.matchAll(literal)]
    .map(([, text, template]) => text ?? template!.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "7"))
    .filter((text) => /[a-z]{3} /.test(text));
}

test.each([
  "scenarios/load",
  "scenarios/build",
  "scenarios/node",
  "scenarios/orders",
  "cli/experiment",
  "cli/output",
])("every phrase that checks in %s use is there in Chinese", (folder) => {
  const untold = phrasesIn(folder).filter((phrase) => !chinese.test(phraseZh(phrase)));
  expect(untold).toEqual([]);
});

test("the scan of the sources finds phrases", () => {
  expect(phrasesIn("scenarios/load").length).toBeGreaterThan(25);
});

describe("bad input in Chinese", () => {
  const library = openBundledLibrary();
  const problemOf = (options: Parameters<typeof load>[0]) => {
    const loaded = load(options);
    return loaded.ok ? "" : problemText(loaded.problems[0]!, "zh");
  };
  function load(options: { overrides?: string[]; injections?: string[]; rules?: string[] }) {
    if (!library.ok) throw new Error("no library");
    return library.value.load("smoke", options);
  }

  test("says where, what was expected, what was found and what to do", () => {
    expect(problemOf({ overrides: ["fleet.cuont=3"] })).toBe(
      "--set fleet.cuont=3：fleet.cuont：应为 fleet 的字段；实际为未知字段 cuont。是否指 count？",
    );
    expect(problemOf({ overrides: ["fleet.count=-3"] })).toBe(
      "--set fleet.count=-3：fleet.count：应为不小于 1 的数；实际为 -3",
    );
    expect(problemOf({ injections: ["1m: robot 70 fails 1m"] })).toBe(
      "--inject 1m: robot 70 fails 1m：faults.planned[0].robot：应为机器人编号，0 到 19；实际为 70",
    );
    expect(problemOf({ overrides: ["fleet.count=5000"] })).toMatch(
      /：应为至多 288，即每个货架位一台机器人；实际为 5000。请减少，/,
    );
  });

  test("keeps names as they are typed", () => {
    expect(problemOf({ rules: ["order-station=fcsf"] })).toMatch(
      /：应为 fcfs, random, .* 之一；实际为 fcsf。是否指 fcfs？$/,
    );
    expect(problemOf({ injections: ["1m: robot 7 breaks"] })).toContain(
      "应为下列之一：robot 7 fails 10m; station P1",
    );
  });

  test("of a league file is told in its parts", () => {
    expect(messageText("delayConfig.eventModel: expected bernoulli or poisson, found 3", "zh")).toBe(
      "delayConfig.eventModel：应为 bernoulli 或 poisson；实际为 3",
    );
    expect(messageText("goes although robot 4 is in its way", "zh")).toBe("前方有机器人 4却仍行驶");
    expect(messageText('actualPaths[2]: expected F, R, C, W or T, found "x"', "zh")).toBe(
      'actualPaths[2]：应为 F, R, C, W or T；实际为 "x"',
    );
    expect(messageText("robot 1: cell 21 (row 0, column 21) is an obstacle", "zh")).toBe(
      "机器人 1：格子 21（第 0 行第 21 列）是障碍",
    );
    expect(messageText('robot 3: expected a cell id, found "x"', "zh")).toBe(
      '机器人 3：应为格子编号；实际为 "x"',
    );
    expect(messageText("expected 5 tasks, found 3; add the others or correct the count", "zh")).toBe(
      "应为 5 个任务；实际为 3。请补上其余的或改正数量",
    );
  });

  test.each([
    [
      ["run", "tiny", "--seed", "x"],
      "错误：选项 '--seed <number>' 的值 'x' 无效：应为 0 到 4294967295 的整数，实际为 \"x\"。",
    ],
    [["rum"], "错误：未知命令 'rum'\n（是否指 run？）"],
    [["run"], "错误：缺少参数 'scenario'"],
    [["run", "tiny", "--foo"], "错误：未知选项 '--foo'"],
    [["sweep", "tiny", "--vary", "fleet.count=8,8"], "应为每个取值只写一次，而 8 写了两次"],
    [["lorr", "no-such-file.json"], "no-such-file.json: 无法读取："],
  ])("of the words of a command: %j", async (words, told) => {
    const stage = openStage({ language: "zh" });
    expect(await stage.run(...words)).toBe(2);
    expect(stage.stderr()).toContain(told);
    const english = openStage();
    await english.run(...words);
    expect(english.stderr()).not.toMatch(chinese);
  });
});
