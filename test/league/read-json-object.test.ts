// The reader in pieces gives what JSON.parse gives, and says where a file is broken.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { readJsonObject } from "../../scenarios/node/read-json-object.ts";

const dir = mkdtempSync(join(tmpdir(), "peakfleet-json-"));
const path = join(dir, "file.json");
afterAll(() => rmSync(dir, { recursive: true }));

function readText(text: string): unknown {
  writeFileSync(path, text);
  return readJsonObject(path);
}

test("any object comes back as it was, indented or not", () => {
  const seed = Number(process.env.FC_SEED ?? 20251111);
  try {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
        fc.constantFrom(0, 4),
        (object, indent) => {
          const text = JSON.stringify(object, null, indent);
          expect(readText(text)).toEqual(JSON.parse(text));
        },
      ),
      { seed, numRuns: Number(process.env.CASES ?? 200) },
    );
  } catch (error) {
    (error as Error).message +=
      `\nrepeat: FC_SEED=${seed} npx vitest run test/league/read-json-object.test.ts`;
    throw error;
  }
});

test("values that reach over the end of a piece come back whole", () => {
  // Pieces are 8 MB; texts of odd lengths, quotes and backslashes at every place.
  const texts = Array.from({ length: 6000 }, (_, i) => `${"é".repeat(900 + (i % 7))}"\\${i}`);
  const object = { first: "x".repeat(9_000_001), texts, last: [[1, [2]], { a: "]}" }] };
  expect(readText(JSON.stringify(object))).toEqual(object);
});

test.each([
  ["", "expected { at byte 0"],
  ["[1]", "expected { at byte 0"],
  ["{", 'expected " at byte 1'],
  ['{"a" 1}', "expected : at byte 5"],
  ['{"a":1', "expected , or } at byte 6"],
  ['{"a":[1,2', "expected , or ] at byte 9"],
  ['{"a":[1 2]}', "(value at byte 6)"],
  ['{"a":"b', "a text has no end at byte 5"],
  ['{"a":tru}', "(value at byte 5)"],
  ['{"a":1}x', "expected the end of the file at byte 7"],
])("%s: %s", (text, message) => {
  expect(() => readText(text)).toThrow(message);
});
