// Keys, roles, rates, the audit log; operations on robots; health, readiness, metrics and the OpenAPI document.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { request } from "node:https";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterEach, describe, expect, it } from "vitest";
import { apiRoutes, makeApiKey } from "../../../server/api/index.ts";
import { temporaryFolder } from "../../journal/temporary-folder.ts";
import { call } from "./call.ts";
import { type Site, startSite } from "./stand-in-site.ts";

let site: Site;
afterEach(() => site.close());
const transport = { kind: "transport", from: "dock-1", to: "rack-7" };

describe("access", () => {
  const made = {
    read: makeApiKey("dashboard", "read"),
    operate: makeApiKey("wms", "operate"),
    admin: makeApiKey("chief", "admin"),
  };
  const access = { kind: "keys" as const, keys: Object.values(made).map(({ entry }) => entry) };
  const as = (role: keyof typeof made) => ({ authorization: `Bearer ${made[role].key}` });

  it("lets each role do what it may, on every route, and nobody without a key", async () => {
    site = await startSite({
      access,
      rate: { perSecond: 1000, burst: 10_000 },
      refusalRate: { perSecond: 1000, burst: 1000 },
    });
    const order = ["read", "operate", "admin"] as const;
    for (const { method, path, role } of apiRoutes) {
      const target = path.replace("{id}", "none").replace("{name}", "none");
      const status = async (headers: Record<string, string>) =>
        (
          await call(
            site.url,
            method,
            target,
            method === "POST" || method === "PATCH" ? {} : undefined,
            headers,
          )
        ).status;
      if (role === undefined) {
        expect([200, 503]).toContain(await status({}));
        continue;
      }
      expect([path, await status({})]).toEqual([path, 401]);
      expect(await status({ "x-api-key": "pk_wrong" })).toBe(401);
      for (const has of order)
        if (order.indexOf(has) < order.indexOf(role))
          expect([path, has, await status(as(has))]).toEqual([path, has, 403]);
        else expect([401, 403]).not.toContain(await status(as(has)));
    }
    for (const path of ["/metrics", "/v1/events"])
      expect((await fetch(`${site.url}${path}`)).status).toBe(401);
  });

  it("keeps only hashes, writes down who changed what, and never the key", async () => {
    site = await startSite({ access });
    expect(JSON.stringify(access)).not.toContain(made.operate.key);
    await call(site.url, "POST", "/v1/orders", transport, as("operate"));
    await call(site.url, "DELETE", "/v1/orders/none", undefined, as("operate"));
    await call(site.url, "GET", "/v1/robots", undefined, as("read"));
    await call(site.url, "POST", "/v1/orders", transport, as("read"));
    const { body } = await call(site.url, "GET", "/v1/audit?limit=2", undefined, as("admin"));
    const rest = await call(site.url, "GET", `/v1/audit?from=${body.next}`, undefined, as("admin"));
    expect(
      [...body.entries, ...rest.body.entries].map(({ key, method, path, status }) => [
        key,
        method,
        path,
        status,
      ]),
    ).toEqual([
      ["wms", "POST", "/v1/orders", 201],
      ["wms", "DELETE", "/v1/orders/none", 404],
      ["none", "POST", "/v1/orders", 403],
    ]);
    expect(JSON.stringify([body, rest.body])).not.toContain("pk_");
  });

  it("keeps idempotency keys of callers apart", async () => {
    site = await startSite({ access });
    const key = { "idempotency-key": "1" };
    const send = (role: keyof typeof made, to: string) =>
      call(site.url, "POST", "/v1/orders", { ...transport, to }, { ...as(role), ...key });
    expect([(await send("operate", "rack-7")).status, (await send("admin", "rack-8")).status]).toEqual([
      201, 201,
    ]);
    expect((await send("operate", "rack-7")).body.id).toBe("order-1");
  });

  it("slows each caller down for itself, and says when to come again", async () => {
    site = await startSite({ access, rate: { perSecond: 0.01, burst: 3 } });
    const statuses = async (role: keyof typeof made) => {
      const answers = [];
      for (let i = 0; i < 5; i += 1)
        answers.push(await call(site.url, "GET", "/v1/robots", undefined, as(role)));
      return answers;
    };
    const answers = await statuses("read");
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
    expect(Number(answers[4]!.headers.get("retry-after"))).toBeGreaterThan(90);
    expect((await statuses("operate"))[2]!.status).toBe(200);
  });

  it("slows down who tries keys", async () => {
    site = await startSite({ access, refusalRate: { perSecond: 0.01, burst: 2 } });
    const answers = [];
    for (let i = 0; i < 4; i += 1)
      answers.push(await call(site.url, "GET", "/v1/robots", undefined, { "x-api-key": `${i}` }));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 429, 429]);
    expect((await call(site.url, "GET", "/v1/robots", undefined, as("read"))).status).toBe(200);
  });

  it("without keys is for this machine only, under its own name", async () => {
    site = await startSite();
    await expect(site.server.listen({ host: "0.0.0.0", port: 0 })).rejects.toThrow("this machine only");
    const { request: plainRequest } = await import("node:http");
    const status = await new Promise((resolve) => {
      plainRequest(`${site.url}/v1/robots`, { headers: { host: "evil.example" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });
});

describe("the fleet over HTTP", () => {
  it("fences a robot with or without the places that it touches", async () => {
    site = await startSite();
    const fence = (body?: unknown) => call(site.url, "POST", "/v1/robots/acme%2Fr1/fence", body);
    expect((await fence()).status).toBe(200);
    expect((await fence({ places: ["dock-1"] })).status).toBe(200);
    expect((await fence({ places: ["dock-1", "moon"] })).body).toMatchObject({
      status: 400,
      faults: [{ where: "body.places", found: "moon" }],
    });
    expect((await fence({ where: "dock-1" })).status).toBe(400);
  });

  it("shows robots, stations and alarms, and holds and resumes", async () => {
    site = await startSite();
    site.view.alarmList = [
      { id: "a1", severity: "error", about: "acme/r2", message: "silent", advice: "Look at it.", sinceMs: 0 },
    ];
    expect((await call(site.url, "GET", "/v1/stations")).body.stations).toHaveLength(3);
    expect((await call(site.url, "GET", "/v1/alarms")).body.alarms[0]).toMatchObject({
      since: "1970-01-01T00:00:00.000Z",
    });
    expect((await call(site.url, "POST", "/v1/robots/acme%2Fr1/hold")).body).toEqual({ status: "done" });
    expect((await call(site.url, "GET", "/v1/robots/acme%2Fr1")).body).toMatchObject({ held: true });
    await call(site.url, "POST", "/v1/fleet/resume");
    expect((await call(site.url, "GET", "/v1/robots")).body.robots).toMatchObject([
      { held: false },
      { held: false },
    ]);
    expect(await call(site.url, "POST", "/v1/robots/nobody/hold")).toMatchObject({ status: 404 });
    expect(await call(site.url, "POST", "/v1/robots/acme%2Fr1/charge")).toMatchObject({
      status: 409,
      body: { faults: [{ found: "no charger on this floor", advice: "Add one to the layout." }] },
    });
  });

  it("is alive, is ready when nothing lacks, and counts", async () => {
    site = await startSite();
    expect((await call(site.url, "GET", "/health")).body).toEqual({ status: "ok", version: "0.1.0" });
    expect((await call(site.url, "GET", "/ready")).status).toBe(200);
    await call(site.url, "POST", "/v1/orders", transport);
    site.view.lackList = ["robot acme/r2 has not reported"];
    expect(await call(site.url, "GET", "/ready")).toMatchObject({
      status: 503,
      body: { lacks: ["robot acme/r2 has not reported"] },
    });
    const metrics = String((await call(site.url, "GET", "/metrics")).body);
    for (const line of [
      "peakfleet_orders_open 1",
      'peakfleet_order_events_total{kind="order-accepted"} 1',
      "peakfleet_ready 0",
      'peakfleet_robot_charge_ratio{robot="acme/r1"} 0.8',
      'peakfleet_http_request_seconds_count{route="/v1/orders",method="POST",status="201"} 1',
    ])
      expect(metrics).toContain(line);
  });

  it("describes itself in a valid OpenAPI 3.1 document that names every route", async () => {
    site = await startSite();
    const { body } = await call(site.url, "GET", "/openapi.json");
    const judged = await new Validator().validate(structuredClone(body));
    expect(judged.errors).toBeUndefined();
    expect(judged.valid).toBe(true);
    for (const { path, method } of apiRoutes) expect(body.paths[path][method.toLowerCase()]).toBeDefined();
    expect(Object.keys(body.components.schemas)).toContain("NewTransportOrder");
    // The judge can say no.
    body.paths["/v1/orders"].post.responses = 5;
    expect((await new Validator().validate(body)).valid).toBe(false);
  });
});

it.skipIf(spawnSync("openssl", ["version"]).status !== 0)(
  "speaks TLS with a certificate of one's own",
  async () => {
    const folder = temporaryFolder();
    const [key, cert] = [`${folder}/key.pem`, `${folder}/cert.pem`];
    const made = spawnSync("openssl", [
      ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split(" "),
      ..."-subj /CN=localhost -addext subjectAltName=DNS:localhost".split(" "),
      ...["-keyout", key, "-out", cert],
    ]);
    expect(made.status).toBe(0);
    const ca = readFileSync(cert, "utf8");
    site = await startSite({ tls: { key: readFileSync(key, "utf8"), cert: ca } });
    const { port } = new URL(site.url);
    const get = (options: { readonly ca?: string }) =>
      new Promise<number | string | undefined>((resolve) => {
        request({ host: "localhost", port, path: "/health", family: 4, ...options }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
          .on("error", (error: NodeJS.ErrnoException) => resolve(error.code))
          .end();
      });
    expect(await get({ ca })).toBe(200);
    expect(await get({})).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
  },
);
