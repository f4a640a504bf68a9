// Pages of other origins: with keys any may ask, without keys none that was not named; and what a key may do is told.
import { afterEach, expect, it } from "vitest";
import { makeApiKey } from "../../../server/api/index.ts";
import { call } from "./call.ts";
import { type Site, startSite } from "./stand-in-site.ts";

let site: Site;
afterEach(() => site.close());
const page = { origin: "https://viewer.example" };

it("lets pages of any origin ask with a key, and answers a browser's question before it", async () => {
  const { key, entry } = makeApiKey("dashboard", "read");
  site = await startSite({ access: { kind: "keys", keys: [entry] } });
  const question = await fetch(`${site.url}/v1/robots/acme%2Fr1/hold`, {
    method: "OPTIONS",
    headers: { ...page, "access-control-request-method": "POST" },
  });
  expect(question.status).toBe(204);
  expect(question.headers.get("access-control-allow-headers")).toContain("authorization");
  const headers = { ...page, authorization: `Bearer ${key}` };
  const answer = await call(site.url, "GET", "/v1/access", undefined, headers);
  expect(answer.body).toEqual({ name: "dashboard", role: "read" });
  expect(answer.headers.get("access-control-allow-origin")).toBe(page.origin);
  // The refusal can be read too: a page has to know that it needs a key.
  const refused = await call(site.url, "GET", "/v1/robots", undefined, page);
  expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([401, page.origin]);
});

it("without keys refuses pages of other origins, whatever they ask, unless they are named", async () => {
  site = await startSite();
  expect((await call(site.url, "POST", "/v1/fleet/hold", undefined, page)).status).toBe(403);
  expect(site.view.held.size).toBe(0);
  const own = { origin: site.url };
  expect((await call(site.url, "GET", "/v1/access", undefined, own)).body.role).toBe("admin");
  await site.close();
  site = await startSite({ origins: [page.origin] });
  const named = await call(site.url, "GET", "/v1/robots", undefined, page);
  expect([named.status, named.headers.get("access-control-allow-origin")]).toEqual([200, page.origin]);
});
