// The OpenAPI 3.1 document, made from the table of routes: the schemas in it are those that check the requests.
import { z } from "zod";
import { livePicture } from "./picture-schemas.ts";
import type { Route } from "./route.ts";
import { problem } from "./schemas.ts";

type Json = Record<string, unknown>;

/** Problems that any request may meet. */
const anywhere = {
  400: "Not as expected",
  401: "No key",
  403: "Not allowed",
  429: "Too many requests",
  500: "Failure",
};

export function openApiDocument(routes: readonly Route[], version: string): Json {
  const components: Json = {};
  const schemaOf = (schema: z.ZodType, io: "input" | "output"): Json => reference(schema, io, components);
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const item = paths[route.path] ?? {};
    item[route.method.toLowerCase()] = operation(route, schemaOf);
    paths[route.path] = item;
  }
  schemaOf(livePicture, "output");
  paths["/v1/events"] = { get: eventsOperation };
  paths["/metrics"] = { get: textOperation("metrics", "Prometheus metrics", "text/plain") };
  return {
    openapi: "3.1.0",
    info: {
      title: "peakfleet",
      version,
      description:
        "Orders in, fleet state out. Not a safety function: no call stops a robot in time to protect anybody, none clears an emergency stop.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    security: [{ bearer: [] }, { apiKey: [] }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        apiKey: { type: "apiKey", in: "header", name: "X-Api-Key" },
      },
    },
  };
}

function operation(route: Route, schemaOf: (schema: z.ZodType, io: "input" | "output") => Json): Json {
  const { operationId, summary, role, params, query, headers, body, bodyType = "application/json" } = route;
  const parameters = [
    ...parametersOf(params, "path"),
    ...parametersOf(query, "query"),
    ...parametersOf(headers, "header"),
  ];
  const responses: Record<string, Json> = {};
  if (role !== undefined) {
    const content = { "application/problem+json": { schema: schemaOf(problem, "output") } };
    for (const [status, description] of Object.entries(anywhere))
      responses[status] = { description, content };
    responses["default"] = {
      description: `Also: ${["unavailable", ...(route.problems ?? [])].join(", ")}`,
      content,
    };
  }
  for (const [status, { description, schema }] of Object.entries(route.answers))
    responses[status] = {
      description,
      content: { "application/json": { schema: schemaOf(schema, "output") } },
    };
  return {
    operationId,
    summary,
    ...(role === undefined ? { security: [] } : { description: `Role: ${role}.` }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: !body.safeParse(undefined).success,
            content: { [bodyType]: { schema: schemaOf(body, "input") } },
          },
        }),
    responses,
  };
}

function parametersOf(schema: z.ZodType | undefined, place: "path" | "query" | "header"): readonly Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input" }) as {
    readonly properties?: Record<string, Json>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property;
    return {
      name,
      in: place,
      required: place === "path" || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

/** Schemas with an id go into the components once; others stay where they are used. */
function reference(schema: z.ZodType, io: "input" | "output", components: Json): Json {
  const {
    $schema: _,
    $defs = {},
    id,
    ...made
  } = z.toJSONSchema(schema, { io }) as Json & { $defs?: Record<string, Json> };
  for (const [name, { id: __, ...definition }] of Object.entries($defs))
    components[name] = rebased(definition);
  if (typeof id !== "string") return rebased(made);
  components[id] = rebased(made);
  return { $ref: `#/components/schemas/${id}` };
}
function rebased(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll("#/$defs/", "#/components/schemas/")) as Json;
}

function textOperation(operationId: string, summary: string, type: string): Json {
  return {
    operationId,
    summary,
    description: "Role: read.",
    responses: { 200: { description: summary, content: { [type]: { schema: { type: "string" } } } } },
  };
}

const eventsOperation: Json = {
  ...textOperation(
    "events",
    "Server-sent events: orders from the journal; robots, alarms and the moving picture as they are now (event picture: LivePicture)",
    "text/event-stream",
  ),
  parameters: [
    {
      name: "topics",
      in: "query",
      required: false,
      description: "Of orders, robots, alarms, picture, with commas between; orders, where absent.",
      schema: { type: "string" },
    },
    {
      name: "lang",
      in: "query",
      required: false,
      description: "Language of reasons and alarms, en or zh; where absent, as Accept-Language says.",
      schema: { type: "string", enum: ["en", "zh"] },
    },
    {
      name: "last-event-id",
      in: "header",
      required: false,
      description: "Go on after this event; 0 = from the oldest that is kept. Where absent: from now on.",
      schema: { type: "string" },
    },
  ],
};
