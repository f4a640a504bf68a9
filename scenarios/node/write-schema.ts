// Writes scenarios/scenario.schema.json from the Zod schema: `npx tsx scenarios/node/write-schema.ts`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { scenarioSchemaText } from "./schema-file.ts";

writeFileSync(fileURLToPath(new URL("../scenario.schema.json", import.meta.url)), scenarioSchemaText());
