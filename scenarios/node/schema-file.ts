// The JSON Schema of scenario files as committed for editors; `npx tsx scenarios/node/write-schema.ts` renews it.
import { scenarioJsonSchema } from "../load/schema-tree.ts";

/** Text of scenarios/scenario.schema.json. */
export function scenarioSchemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(), null, 1)}\n`;
}
