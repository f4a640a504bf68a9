import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { folderProblems, runFolderProblems } from "../../cli/output/make-folder.ts";

const base = mkdtempSync(join(tmpdir(), "peakfleet-out-"));
afterAll(() => rmSync(base, { recursive: true }));

describe("the folder named by --out", () => {
  test("is made with its parents", () => {
    const dir = join(base, "a/b/c");
    expect(folderProblems(dir)).toEqual([]);
    expect(existsSync(dir)).toBe(true);
    expect(folderProblems(undefined)).toEqual([]);
  });
  test("is refused where a file stands", () => {
    const file = join(base, "file");
    writeFileSync(file, "");
    expect(folderProblems(file)).toMatchObject([
      { expected: "a folder that can be written", found: "a file" },
    ]);
    expect(folderProblems(join(file, "below"))).toHaveLength(1);
  });
  test("of an experiment takes no single run", () => {
    const dir = join(base, "experiment");
    expect(runFolderProblems(dir)).toEqual([]);
    writeFileSync(join(dir, "experiment.json"), "{}");
    expect(runFolderProblems(dir)).toMatchObject([{ expected: "a folder for a single run" }]);
    expect(folderProblems(dir)).toEqual([]);
  });
  test.skipIf(!existsSync("/proc/self"))(
    "is refused, without hanging, where the system makes no folders",
    () => {
      expect(folderProblems("/proc/peakfleet")).toHaveLength(1);
    },
  );
});
