// The examples of docs/api.md are what the API answers. `UPDATE_DOCS=1 npx vitest run test/server/api/documented-examples.test.ts`
// writes them anew.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { apiRoutes } from "../../../server/api/index.ts";
import { call } from "./call.ts";
import { type ReadEvent, readEvents } from "./event-reader.ts";
import { type Site, startSite } from "./stand-in-site.ts";

const page = fileURLToPath(new URL("../../../docs/api.md", import.meta.url));
let site: Site;
afterEach(() => site.close());

it("docs/api.md shows what the API answers", async () => {
  site = await startSite();
  const parts: Record<string, string> = { routes: routeTable() };
  const shown = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const answer = await call(site.url, method, path, body, headers);
    await site.desk.settle();
    const lines = [
      `${method} ${path}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ];
    const sent =
      body === undefined ? "" : `\n${typeof body === "string" ? body.trimEnd() : JSON.stringify(body)}`;
    const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body, null, 2);
    return `\`\`\`http\n${lines.join("\n")}${sent}\n\`\`\`\n\n\`\`\`json\n${answer.status}\n${text.replace(/"requestId": "[^"]+"/, '"requestId": "req-…"')}\n\`\`\``;
  };
  const reader = await readEvents(site.url, "/v1/events");
  parts["transport"] = await shown(
    "POST",
    "/v1/orders",
    { kind: "transport", from: "dock-1", to: "rack-7", due: "2025-11-11T06:00:00+08:00" },
    { "idempotency-key": "wms-4711" },
  );
  parts["warehouse"] = await shown("POST", "/v1/orders", {
    kind: "warehouse",
    id: "W-1001",
    lines: [
      { sku: "tea", quantity: 2 },
      { sku: "cup", quantity: 1 },
    ],
    priority: 5,
  });
  parts["import"] = await shown(
    "POST",
    "/v1/orders/import",
    "id,from,to,priority,due\nT-1,dock-1,rack-7,5,2025-11-11T06:00:00Z\nT-2,dock-1,moon,,\n",
    { "content-type": "text/csv" },
  );
  parts["mistake"] = await shown("POST", "/v1/orders", { kind: "transport", from: "dock-1", too: "rack-7" });
  site.fleet.start("order-1", "acme/r1");
  await site.desk.settle();
  parts["started"] = await shown("GET", "/v1/orders/order-1");
  parts["cancel"] = await shown("DELETE", "/v1/orders/order-1?reason=customer%20called");
  parts["hold"] = await shown("POST", "/v1/robots/acme%2Fr1/hold");
  parts["site"] = await shown("GET", "/v1/site");
  site.view.picture.setRobot(0, [1500, 500, 1571, 59_800, 1, 1, 80]);
  site.view.picture.setRoute(0, [1500, 500, 1500, 1500], [1500, 1500]);
  site.view.nowMs = 60_000;
  const pictures = await readEvents(site.url, "/v1/events?topics=picture");
  const [{ data: picture }] = (await pictures.atLeast(1)) as [ReadEvent];
  pictures.close();
  parts["picture"] = `\`\`\`text\nevent: picture\ndata: ${JSON.stringify(picture)}\n\`\`\``;
  const events = await reader.atLeast(6);
  const shownEvents = events.map(
    ({ id, event, data }) => `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}`,
  );
  parts["events"] = `\`\`\`text\n${shownEvents.join("\n\n")}\n\`\`\``;
  reader.close();

  const before = readFileSync(page, "utf8");
  const after = before.replace(
    /<!-- (\w+) -->\n[\s\S]*?<!-- end -->/g,
    (_, name: string) => `<!-- ${name} -->\n${parts[name]}\n<!-- end -->`,
  );
  for (const name of Object.keys(parts)) expect(before).toContain(`<!-- ${name} -->`);
  if (process.env["UPDATE_DOCS"] === "1") writeFileSync(page, after);
  else expect(before).toBe(after);
});

function routeTable(): string {
  const rows = apiRoutes.map(
    ({ method, path, role = "everybody", summary }) => `| ${method} ${path} | ${role} | ${summary} |`,
  );
  rows.push(
    "| GET /v1/events | read | Server-sent events |",
    "| GET /metrics | read | Prometheus metrics |",
    "| GET /openapi.json | everybody | OpenAPI 3.1 document |",
  );
  return ["| | role | |", "|---|---|---|", ...rows].join("\n");
}
