// Orders over HTTP, from acceptance to cancellation, and every way to be told what is wrong with one.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { call } from "./call.ts";
import { type Site, startSite } from "./stand-in-site.ts";

let site: Site;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.close());
const post = (body: unknown, headers: Record<string, string> = {}) =>
  call(site.url, "POST", "/v1/orders", body, headers);
const transport = { kind: "transport", from: "dock-1", to: "rack-7" };

describe("orders over HTTP", () => {
  it("are taken in, read, given another priority, started and cancelled", async () => {
    const made = await post({ ...transport, due: "2025-11-11T06:00:00+08:00" });
    expect(made).toMatchObject({
      status: 201,
      body: { id: "order-1", state: "accepted", due: "2025-11-10T22:00:00.000Z" },
    });
    expect(made.headers.get("location")).toBe("/v1/orders/order-1");
    await post({ kind: "warehouse", id: "W-1", lines: [{ sku: "tea", quantity: 2 }], priority: 5 });
    expect(await call(site.url, "PATCH", "/v1/orders/order-1", { priority: 7 })).toMatchObject({
      status: 200,
      body: { priority: 7 },
    });
    expect(site.fleet.orders.get("order-1")?.order.priority).toBe(7);
    site.fleet.start("order-1", "acme/r1");
    expect((await call(site.url, "GET", "/v1/orders/order-1")).body).toMatchObject({
      state: "started",
      robot: "acme/r1",
    });
    const cancelled = await call(site.url, "DELETE", "/v1/orders/order-1?reason=customer%20called");
    expect(cancelled).toMatchObject({ status: 202 });
    await site.desk.settle();
    expect((await call(site.url, "GET", "/v1/orders/order-1")).body).toMatchObject({ state: "cancelled" });
    expect((await call(site.url, "GET", "/v1/orders?open=true")).body.orders).toMatchObject([{ id: "W-1" }]);
  });

  it("come once, however often they are sent", async () => {
    const key = { "idempotency-key": "abc" };
    const answers = await Promise.all([post(transport, key), post(transport, key), post(transport, key)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.id))).toEqual(new Set(["order-1"]));
    expect(await post({ ...transport, to: "rack-8" }, key)).toMatchObject({
      status: 422,
      body: { code: "key-reused", faults: [{ where: "header Idempotency-Key" }] },
    });
    expect((await post({ ...transport, id: "A" })).status).toBe(201);
    expect((await post({ ...transport, id: "A" })).status).toBe(200);
    expect(await post({ ...transport, id: "A", priority: 1 })).toMatchObject({
      status: 409,
      body: { code: "conflict" },
    });
  });

  it("are listed in pages that lose none", async () => {
    for (let i = 0; i < 7; i += 1) await post(transport);
    const ids: string[] = [];
    let next: string | undefined = "";
    while (next !== undefined) {
      const page = await call(site.url, "GET", `/v1/orders?limit=3${next === "" ? "" : `&after=${next}`}`);
      ids.push(...page.body.orders.map(({ id }: { id: string }) => id));
      next = page.body.next;
    }
    expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `order-${n}`));
  });

  it("are refused with place, expected, found and advice", async () => {
    expect((await post({ ...transport, quantty: 1, priority: "high" })).body).toMatchObject({
      code: "invalid-input",
      faults: [
        { where: "body.priority", expected: "number", found: '"high"' },
        { where: "body.quantty", found: "an unknown field" },
      ],
    });
    expect((await post({ kind: "warehouse", lines: [{ sku: "tea", quantity: 0 }] })).body.faults).toEqual([
      { where: "body.lines[0].quantity", expected: "at least 1", found: "0" },
    ]);
    expect((await post({ kind: "lift" })).body.faults[0]).toMatchObject({
      where: "body.kind",
      found: '"lift"',
    });
    expect(await post({ ...transport, to: "moon" })).toMatchObject({
      status: 422,
      body: { code: "impossible-order", faults: [{ where: "body.to", found: "moon" }] },
    });
    expect((await post({ ...transport, to: "rack-7\u0000" })).body.faults[0]).toMatchObject({
      where: "body.to",
    });
    expect(await post('{"kind":')).toMatchObject({ status: 400, body: { code: "not-json" } });
    expect(await post("x=1", { "content-type": "application/x-www-form-urlencoded" })).toMatchObject({
      status: 415,
    });
    expect(await post(JSON.stringify({ ...transport, id: "x".repeat(3_000_000) }))).toMatchObject({
      status: 413,
    });
    expect(await call(site.url, "GET", "/v1/orders/none")).toMatchObject({ status: 404 });
    expect(await call(site.url, "GET", "/v2/orders")).toMatchObject({ status: 404 });
    const wrong = await call(site.url, "PATCH", "/v1/orders", {});
    expect(wrong).toMatchObject({ status: 405 });
    expect(wrong.headers.get("allow")).toBe("GET, POST");
    const chinese = await call(site.url, "GET", "/v1/orders/none", undefined, { "accept-language": "zh-CN" });
    expect(chinese.body.title).toBe("没有这个资源。");
    expect(site.desk.book.openCount).toBe(0);
  });

  it("come from CSV, each row judged for itself and the file again without harm", async () => {
    const csv = [
      "id,from,to,priority,due",
      "T1,dock-1,rack-7,5,2025-11-11T06:00:00Z",
      "T2,dock-1,moon,,",
      'T3,"dock-1",rack-8,high,',
      "T4,rack-7,dock-1,,",
    ].join("\r\n");
    const send = () => call(site.url, "POST", "/v1/orders/import", csv, { "content-type": "text/csv" });
    const first = await send();
    expect(first.body.accepted).toEqual(["T1", "T4"]);
    expect(
      first.body.refused.map(({ where, found }: { where: string; found: string }) => [where, found]),
    ).toEqual([
      ["line 4.priority", '"high"'],
      ["line 3: body.to", "moon"],
    ]);
    expect((await send()).body).toMatchObject({ accepted: [], known: ["T1", "T4"] });
    const lines = "id,sku,quantity,station\nW1,tea,2,rack-7\nW2,cup,1,\nW1,pot,1,\n";
    await call(site.url, "POST", "/v1/orders/import", lines, { "content-type": "text/csv" });
    expect((await call(site.url, "GET", "/v1/orders/W1")).body).toMatchObject({
      station: "rack-7",
      lines: [
        { sku: "tea", quantity: 2 },
        { sku: "pot", quantity: 1 },
      ],
    });
    const bad = await call(site.url, "POST", "/v1/orders/import", "a,b\n1,2\n", {
      "content-type": "text/csv",
    });
    expect(bad).toMatchObject({ status: 400, body: { faults: [{ found: "a,b" }] } });
  });
});
