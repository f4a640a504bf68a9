// The official schemas, where PEAKFLEET_VDA5050_SCHEMAS names the folder that holds 2.0.0/, 2.1.0/ and 3.0.0/. They are not
// part of the project; without them its own shapes still judge every message.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { TopicName, VdaVersion } from "../../devices/vda5050/model/index.ts";

const folder = process.env.PEAKFLEET_VDA5050_SCHEMAS;
const compiled = new Map<string, ValidateFunction | null>();

export const hasOfficialSchemas = folder !== undefined;

/** What is wrong with the message by the official schema; empty without schemas or where there is none. */
export function officialFaults(version: VdaVersion, topic: TopicName, payload: unknown): string[] {
  const validate = validator(version, topic);
  if (validate === null || validate(payload)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

function validator(version: VdaVersion, topic: TopicName): ValidateFunction | null {
  if (folder === undefined) return null;
  const key = `${version}/${topic}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const path = ["schema", "json"]
    .map((ending) => join(folder, `${version}.0`, `${topic}.${ending}`))
    .find((candidate) => existsSync(candidate));
  let validate: ValidateFunction | null = null;
  if (path !== undefined) {
    // Unknown keywords (`subtopic`, `unit`) and formats (`uint32`) are left alone.
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
    const schema = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    schema.$schema = "https://json-schema.org/draft/2020-12/schema";
    validate = ajv.compile(schema);
  }
  compiled.set(key, validate);
  return validate;
}
