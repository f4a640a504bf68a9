// Calls the API over HTTP, and checks every answer against the schema that the OpenAPI document promises for it.
import { z } from "zod";
import { apiRoutes } from "../../../server/api/index.ts";
import { problem } from "../../../server/api/schemas.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are checked against their schemas before tests look into them
  readonly body: any;
}

export async function call(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isText = typeof body === "string";
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  });
  const type = response.headers.get("content-type") ?? "";
  const text = await response.text();
  const answer = type.includes("json") ? JSON.parse(text) : text;
  if (type.startsWith("application/problem+json")) z.strictObject(problem.shape).parse(answer);
  else promised(method, path, response.status)?.parse(answer);
  return { status: response.status, headers: response.headers, body: answer };
}

function promised(method: string, path: string, status: number): z.ZodType | undefined {
  const [plain = ""] = path.split("?");
  const route = apiRoutes.find(
    (candidate) =>
      candidate.method === method &&
      new RegExp(`^${candidate.path.replace(/\{\w+\}/g, "[^/]+")}$`).test(plain),
  );
  if (route === undefined) return undefined;
  const answer = route.answers[status];
  if (answer === undefined) throw new Error(`${method} ${path} answered ${status}, which is not promised`);
  return answer.schema;
}
