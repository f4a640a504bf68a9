// The API as one thing to compose: `createApiServer(ports, options)`, then listen, then close. Requests are checked by the same
// schemas that the OpenAPI document is made of.

import { createServer as createTlsServer } from "node:https";
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerFactory,
} from "fastify";
import type { ReasonLanguage } from "../../devices/vda5050/index.ts";
import { assert } from "../../sim/kernel/index.ts";
import { viewerFiles } from "../static-server.ts";
import type { ApiKeyEntry, Role } from "./api-keys.ts";
import type { ApiPorts } from "./api-ports.ts";
import { AuditLog } from "./audit-log.ts";
import { answerOrigin, judgeOrigin } from "./cross-origin.ts";
import { EventStreams, streamHeaders, type Topic, topics } from "./event-stream.ts";
import { fleetRoutes } from "./fleet-routes.ts";
import { type Access, type Caller, Gatekeeper } from "./gatekeeper.ts";
import { checkInput } from "./input-check.ts";
import { isLoopback } from "./loopback.ts";
import { ApiMetrics } from "./metrics.ts";
import { openApiDocument } from "./openapi.ts";
import { orderRoutes } from "./order-routes.ts";
import { ApiProblem, languageOf, problemBody } from "./problem.ts";
import type { RateLimitOptions } from "./rate-limit.ts";
import type { Route, RouteServices } from "./route.ts";
import { serviceRoutes } from "./service-routes.ts";

export interface ApiServerOptions {
  readonly access: Access;
  readonly version: string;
  readonly rate?: RateLimitOptions;
  readonly refusalRate?: RateLimitOptions;
  /** PEM texts; absent: plain HTTP, for this machine or behind a proxy that has them. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Bytes of a request's body. */
  readonly bodyBytesMax?: number;
  readonly stream?: ConstructorParameters<typeof EventStreams>[2];
  /** Folder of the built viewer, served at `/`; it holds no secrets, so it is open to everybody. */
  readonly viewerDir?: string;
  /** Origins of pages elsewhere that may ask in open access: `https://viewer.example`. With keys every page may. */
  readonly origins?: readonly string[];
  /** Called when a browser asks for the page itself. */
  readonly onPageOpened?: () => void;
}

export interface ApiServer {
  /** Resolves with the address, ending without a slash. Open access listens on loopback addresses only. */
  listen(at: { readonly host: string; readonly port: number }): Promise<string>;
  /** Keys that hold from now on; streams of others end. In open access nothing changes. */
  setKeys(keys: readonly ApiKeyEntry[]): void;
  /** Takes no new requests, answers those that are there, ends the streams. */
  close(): Promise<void>;
}

export const apiRoutes: readonly Route[] = [...orderRoutes, ...fleetRoutes, ...serviceRoutes];

const rateDefault: RateLimitOptions = { perSecond: 200, burst: 500 };
const refusalRateDefault: RateLimitOptions = { perSecond: 1, burst: 20 };
const bodyBytesDefault = 2_000_000;
const requestMsMax = 30_000;

/** What a request carries from the gate to the audit log. */
interface Visit {
  readonly startedMs: number;
  caller: Caller | null;
}

export function createApiServer(ports: ApiPorts, options: ApiServerOptions): ApiServer {
  const { access, version, bodyBytesMax = bodyBytesDefault, tls } = options;
  const gate = new Gatekeeper({
    access,
    rate: options.rate ?? rateDefault,
    refusalRate: options.refusalRate ?? refusalRateDefault,
  });
  const services: RouteServices = { ...ports, auditLog: new AuditLog(ports.audit), version };
  const streams = new EventStreams(ports.orders, ports.fleet, options.stream);
  const metrics = new ApiMetrics(ports.orders, ports.fleet, streams);
  const visits = new WeakMap<FastifyRequest, Visit>();
  const app = Fastify({
    bodyLimit: bodyBytesMax,
    requestTimeout: requestMsMax,
    connectionTimeout: 0,
    ...(tls === undefined ? {} : { serverFactory: tlsServer(tls) }),
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
  });
  app.addContentTypeParser("text/csv", { parseAs: "string" }, (_request, body, done) => done(null, body));
  app.removeContentTypeParser("text/plain");

  app.addHook("onRequest", async (request) => {
    visits.set(request, { startedMs: ports.monotonicMs(), caller: null });
  });
  const crossOrigin = { access: access.kind, origins: options.origins ?? [] };
  app.addHook("onRequest", async (request, reply) => {
    const verdict = judgeOrigin(request.raw, crossOrigin);
    if (verdict === "foreign") throw foreignPage(request);
    if (verdict === "allowed" && answerOrigin(request.raw, reply.raw)) reply.hijack();
  });
  const admit = (request: FastifyRequest, role: Route["role"]): void => {
    if (role === undefined) return;
    visits.get(request)!.caller = gate.admit(request.headers, request.ip, role, ports.monotonicMs());
  };
  app.addHook("onSend", async (request, reply) => {
    const { caller } = visits.get(request)!;
    const isChange = request.method !== "GET" && request.method !== "HEAD";
    // Who is refused at the gate is written down too, as often as the gate lets anybody be refused.
    const isRefusal = reply.statusCode === 401 || reply.statusCode === 403;
    if (!(isChange && caller !== null) && !isRefusal) return;
    await services.auditLog.write({
      atMs: ports.nowMs(),
      key: caller?.name ?? "none",
      method: request.method,
      path: request.url.slice(0, 300),
      status: reply.statusCode,
      requestId: request.id,
      remote: request.ip,
    });
  });
  app.addHook("onResponse", async (request, reply) => {
    const seconds = (ports.monotonicMs() - visits.get(request)!.startedMs) / 1000;
    metrics.observe(request.routeOptions.url ?? "none", request.method, reply.statusCode, seconds);
  });
  app.setErrorHandler((error: FastifyError, request, reply) => sendProblem(problemOf(error), request, reply));
  const viewer = options.viewerDir === undefined ? undefined : viewerFiles(options.viewerDir);
  app.setNotFoundHandler((request, reply) => {
    // The page of a fleet side shows its fleet.
    if (viewer !== undefined && request.url === "/") return reply.redirect("/?live");
    if (viewer?.(request.raw, reply.raw, options.onPageOpened)) return reply.hijack();
    return sendProblem(nothingHere(request, app), request, reply);
  });

  for (const route of apiRoutes) {
    app.route({
      method: route.method,
      url: route.path.replace(/\{(\w+)\}/g, ":$1"),
      // Before the body is read: who may not come in sends nothing.
      onRequest: async (request) => admit(request, route.role),
      handler: async (request, reply) => {
        const answer = await route.handle(
          { ...inputOf(route, request), ...callerOf(visits.get(request)!) },
          services,
        );
        return reply
          .code(answer.status)
          .headers(answer.headers ?? {})
          .header("cache-control", "no-store")
          .send(answer.body);
      },
    });
  }
  const document = openApiDocument(apiRoutes, version);
  app.get("/openapi.json", async () => document);
  app.get("/metrics", { onRequest: async (request) => admit(request, "read") }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  app.get("/v1/events", { onRequest: async (request) => admit(request, "read") }, (request, reply) => {
    const { wanted, after, language } = streamWish(request);
    if (streams.isFull)
      throw new ApiProblem(
        "unavailable",
        [
          {
            where: "streams",
            expected: "fewer listeners",
            found: `${streams.count}`,
            advice: "Close one first.",
          },
        ],
        { "retry-after": "10" },
      );
    reply.hijack();
    reply.raw.writeHead(200, streamHeaders);
    const { caller } = visits.get(request)!;
    streams.serve(reply.raw, wanted, after, language, caller).catch(() => reply.raw.destroy());
  });

  return {
    listen: async ({ host, port }) => {
      assert(access.kind === "keys" || isLoopback(host), "without API keys it listens on this machine only");
      return app.listen({ host, port });
    },
    setKeys: (keys) => {
      gate.setKeys(keys);
      streams.endWithout(keys);
    },
    close: async () => {
      streams.close();
      metrics.close();
      await app.close();
      await ports.orders.settle();
    },
  };
}

function tlsServer({ key, cert }: NonNullable<ApiServerOptions["tls"]>): FastifyServerFactory {
  return (handler) => {
    const server = createTlsServer(
      { key, cert, minVersion: "TLSv1.2", requestTimeout: requestMsMax },
      handler,
    );
    // Fastify's types name the plain server only; what it uses of it is the same.
    return server as unknown as ReturnType<FastifyServerFactory>;
  };
}

type FastifyError = Error & { readonly statusCode?: number; readonly code?: string };

function callerOf({ caller }: Visit): { caller: string; role: Role } {
  return { caller: caller?.name ?? "", role: caller?.role ?? "read" };
}
function foreignPage(request: FastifyRequest): ApiProblem {
  return new ApiProblem("not-allowed", [
    {
      where: "header Origin",
      expected: "a page of this server, as long as no keys are set up",
      found: String(request.headers.origin).slice(0, 200),
      advice: "Set up API keys, or name the page's origin among those that may ask.",
    },
  ]);
}

function inputOf(route: Route, request: FastifyRequest) {
  if (route.headers !== undefined) checkInput(route.headers, request.headers, "header");
  return {
    params: (route.params === undefined ? {} : checkInput(route.params, request.params, "path")) as never,
    query: (route.query === undefined ? {} : checkInput(route.query, request.query, "query")) as never,
    body: (route.body === undefined ? undefined : checkInput(route.body, request.body, "body")) as never,
    headers: request.headers,
  };
}

function streamWish(request: FastifyRequest): {
  readonly wanted: ReadonlySet<Topic>;
  readonly after: number | undefined;
  readonly language: ReasonLanguage;
} {
  const { topics: list = "orders", lang } = request.query as { topics?: string; lang?: string };
  const names = String(list).split(",");
  const unknown = names.find((name) => !topics.includes(name as Topic));
  if (unknown !== undefined)
    throw new ApiProblem("invalid-input", [
      { where: "query.topics", expected: `some of ${topics.join(",")}`, found: JSON.stringify(unknown) },
    ]);
  const id = request.headers["last-event-id"];
  if (id !== undefined && !/^\d{1,15}$/.test(String(id)))
    throw new ApiProblem("invalid-input", [
      {
        where: "header Last-Event-ID",
        expected: "the id of an event: a whole number",
        found: JSON.stringify(id),
      },
    ]);
  return {
    wanted: new Set(names as Topic[]),
    after: id === undefined ? undefined : Number(id),
    // A browser's EventSource cannot choose headers.
    language: languageOf(lang ?? request.headers["accept-language"]),
  };
}

function sendProblem(problem: ApiProblem, request: FastifyRequest, reply: FastifyReply) {
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type("application/problem+json")
    .send(problemBody(problem, request.id, languageOf(request.headers["accept-language"])));
}

/** Every error as a problem; what is not meant for the caller stays here. */
function problemOf(error: FastifyError): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const body = (expected: string, advice: string) => [
    { where: "body", expected, found: error.message.slice(0, 200), advice },
  ];
  if (error.statusCode === 413)
    return new ApiProblem("too-large", body("a smaller body", "Send it in parts."));
  if (error.statusCode === 415)
    return new ApiProblem(
      "unsupported-media",
      body("application/json, or text/csv for an import", "Set Content-Type."),
    );
  if (error.statusCode === 400)
    return new ApiProblem("not-json", body("valid JSON", "Check quotes and commas."));
  if (error.name === "JournalFullError" || error.name === "FencedError")
    return new ApiProblem(
      "unavailable",
      [
        {
          where: "journal",
          expected: "a journal that takes records",
          found: error.name,
          advice: "Try again soon.",
        },
      ],
      { "retry-after": "5" },
    );
  return new ApiProblem("failure", [
    {
      where: "server",
      expected: "no failure",
      found: error.name,
      advice: "Tell the operator; /ready says more.",
    },
  ]);
}

function nothingHere(request: FastifyRequest, app: FastifyInstance): ApiProblem {
  const path = request.url.split("?", 1)[0] ?? "";
  const allowed = (["GET", "POST", "PATCH", "DELETE"] as const).filter(
    (method) => app.findRoute({ method, url: path }) !== null,
  );
  const fault = {
    where: "path",
    expected: "a path of /openapi.json",
    found: `${request.method} ${path.slice(0, 200)}`,
  };
  return allowed.length === 0
    ? new ApiProblem("not-found", [fault])
    : new ApiProblem("method-not-allowed", [fault], { allow: allowed.join(", ") });
}
