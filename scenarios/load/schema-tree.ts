// A walk through the scenario's JSON Schema: which fields a path may have, for "did you mean" and for overrides. The
// JSON Schema is generated from the Zod schema, so there is only one truth.
import { z } from "zod";
import { scenarioSchema } from "../schema/scenario-schema.ts";
import type { FieldPath } from "./problem.ts";

/** The part of JSON Schema that Zod writes for a scenario. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
  readonly prefixItems?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

let root: SchemaNode | null = null;

/** JSON Schema (draft 2020-12) of a scenario file as a person writes it, for editors. */
export function scenarioJsonSchema(): SchemaNode {
  root ??= z.toJSONSchema(scenarioSchema, { io: "input", unrepresentable: "any" }) as SchemaNode;
  return root;
}

/** Nodes that may describe the value at a path; unions are narrowed by the `kind` found in the data. */
export function schemaAt(path: FieldPath, data: unknown): readonly SchemaNode[] {
  let nodes = narrow([scenarioJsonSchema()], data);
  let value = data;
  for (const part of path) {
    value = child(value, part);
    const next = nodes.flatMap((node): readonly SchemaNode[] => {
      if (typeof part === "number") {
        const item = node.prefixItems?.[part] ?? node.items;
        return item === undefined ? [] : [item];
      }
      const property = node.properties?.[part];
      if (property !== undefined) return [property];
      return typeof node.additionalProperties === "object" ? [node.additionalProperties] : [];
    });
    nodes = narrow(next, value);
  }
  return nodes;
}

/** Field names allowed at a path, in the order of the schema. */
export function fieldNames(path: FieldPath, data: unknown): readonly string[] {
  return [...new Set(schemaAt(path, data).flatMap((node) => Object.keys(node.properties ?? {})))];
}

/** Literal values allowed at a path. */
export function literalValues(path: FieldPath, data: unknown): readonly string[] {
  return schemaAt(path, data)
    .flatMap((node) => (node.const !== undefined ? [node.const] : (node.enum ?? [])))
    .map(String);
}

/** The member at a key or index of plain data, or undefined. */
export function child(value: unknown, part: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
  return (value as Readonly<Record<string | number, unknown>>)[part];
}

function narrow(nodes: readonly SchemaNode[], value: unknown): readonly SchemaNode[] {
  return nodes.flatMap((node): readonly SchemaNode[] => {
    const resolved = node.$ref === undefined ? node : resolveReference(node.$ref);
    const options = resolved.oneOf ?? resolved.anyOf;
    if (options === undefined) return [resolved];
    const kind = child(value, "kind");
    const matching = options.filter((option) => option.properties?.kind?.const === kind);
    return narrow(kind !== undefined && matching.length > 0 ? matching : options, value);
  });
}

function resolveReference(reference: string): SchemaNode {
  const name = reference.replace(/^#\/\$defs\//, "");
  return scenarioJsonSchema().$defs?.[name] ?? {};
}
