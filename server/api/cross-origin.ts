// Pages of other origins. With API keys any page may ask, for it can send nothing but a key that somebody gave it. Without keys
// whoever reaches the server may do everything, so pages of other sites, which reach it through the operator's browser, may not.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Access } from "./gatekeeper.ts";

export type OriginVerdict = "own" | "allowed" | "foreign";

export interface CrossOriginOptions {
  readonly access: Access["kind"];
  /** `https://viewer.example`: may ask in open access too. */
  readonly origins: readonly string[];
}

const preflightHeaders = {
  "access-control-allow-methods": "GET, POST, PATCH, DELETE",
  "access-control-allow-headers":
    "authorization, x-api-key, content-type, accept-language, idempotency-key, last-event-id",
  "access-control-max-age": "600",
} as const;

export function judgeOrigin(request: IncomingMessage, options: CrossOriginOptions): OriginVerdict {
  const { origin, host = "" } = request.headers;
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)) return "own";
  return options.access === "keys" || options.origins.includes(origin) ? "allowed" : "foreign";
}

/** Says who may read the answer; true: the request was a browser's question before the request itself, and is answered. */
export function answerOrigin(request: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader("access-control-allow-origin", request.headers.origin!);
  response.setHeader("vary", "origin");
  response.setHeader("access-control-expose-headers", "retry-after");
  const isQuestion =
    request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined;
  if (isQuestion) response.writeHead(204, preflightHeaders).end();
  return isQuestion;
}
