import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scenarioSchemaText } from "../../scenarios/node/schema-file.ts";

test("scenario.schema.json is up to date (npx tsx scenarios/node/write-schema.ts)", () => {
  const committed = readFileSync(new URL("../../scenarios/scenario.schema.json", import.meta.url), "utf8");
  expect(committed).toBe(scenarioSchemaText());
});
