import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type StaticServer, startStaticServer } from "../../server/index.ts";

let root: string;
let dir: string;
const opened: StaticServer[] = [];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "peakfleet-server-"));
  dir = join(root, "viewer");
  mkdirSync(join(dir, "assets"), { recursive: true });
  writeFileSync(join(root, "secret.txt"), "outside");
  writeFileSync(join(dir, ".hidden"), "hidden");
  writeFileSync(join(dir, "index.html"), "<!doctype html><title>peakfleet</title>");
  writeFileSync(join(dir, "assets", "index-BxY3_k-9.js"), "export {};");
  writeFileSync(join(dir, "assets", "highs-DqW9abcd.wasm"), new Uint8Array([0, 97, 115, 109]));
});
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});
afterAll(() => rmSync(root, { recursive: true }));

async function start(port = 0): Promise<StaticServer> {
  const result = await startStaticServer({ dir, port, name: "peakfleet", version: "1.2.3" });
  if (result.kind !== "listening") throw new Error(`no port: ${result.reason}`);
  opened.push(result.server);
  return result.server;
}

/** A request whose path is sent exactly as written: fetch() would tidy the dots away. */
function rawGet(port: number, path: string, method = "GET"): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const req = request({ host: "127.0.0.1", port, path, method }, (res) => {
      let body = "";
      res.on("data", (chunk) => {
        body += chunk;
      });
      res.on("end", () => resolve({ status: res.statusCode ?? 0, body }));
    });
    req.on("error", reject);
    req.end();
  });
}

describe("the static server", () => {
  test("says when a browser opens the page, and not when it fetches anything else", async () => {
    let pages = 0;
    const result = await startStaticServer({
      dir,
      port: 0,
      name: "peakfleet",
      version: "1.2.3",
      onPageOpened: () => {
        pages += 1;
      },
    });
    if (result.kind !== "listening") throw new Error(result.reason);
    opened.push(result.server);
    const { url } = result.server;
    await fetch(`${url}?scenario=smoke`);
    await fetch(`${url}index.html`);
    for (const other of ["health", "assets/index-BxY3_k-9.js", "none"]) await fetch(url + other);
    expect(pages).toBe(2);
  });

  test("gives the page at the root, unhashed and therefore asked for again each time", async () => {
    const { url } = await start();
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html;charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-cache");
    expect(await response.text()).toContain("peakfleet");
    const again = await fetch(url, { headers: { "if-none-match": response.headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
  });

  test("gives scripts and wasm their types, cached for ever when hashed, also behind a query", async () => {
    const { url } = await start();
    const script = await fetch(`${url}assets/index-BxY3_k-9.js?x=1`);
    expect(script.headers.get("content-type")).toBe("text/javascript");
    expect(script.headers.get("cache-control")).toContain("immutable");
    const wasm = await fetch(`${url}assets/highs-DqW9abcd.wasm`);
    expect(wasm.headers.get("content-type")).toBe("application/wasm");
  });

  test("gives no file outside its folder, no hidden file and no folder listing", async () => {
    const { port } = await start();
    const paths = ["/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt"];
    for (const path of [...paths, "/.hidden", "/assets/", "/%"]) {
      const { status, body } = await rawGet(port, path);
      expect(`${path} ${status}`).toBe(`${path} 404`);
      expect(body).not.toContain("outside");
    }
  });

  test("answers the health endpoint and refuses to be written to", async () => {
    const { url, port } = await start();
    expect(await (await fetch(`${url}health`)).json()).toEqual({
      status: "ok",
      name: "peakfleet",
      version: "1.2.3",
    });
    expect((await rawGet(port, "/", "POST")).status).toBe(405);
  });

  test("takes the next free port when the wanted one is taken", async () => {
    const first = await start();
    const second = await start(first.port);
    expect(second.port).toBeGreaterThan(first.port);
    expect((await fetch(second.url)).status).toBe(200);
  });

  test("says which ports it tried when none is free", async () => {
    const last = await start(65_535);
    const result = await startStaticServer({ dir, port: last.port, name: "peakfleet", version: "1" });
    expect(result).toEqual({ kind: "no-port", firstPort: 65_535, lastPort: 65_535, reason: "EADDRINUSE" });
  });

  test("frees its port when closed, even with a kept-alive connection", async () => {
    const server = await start();
    await fetch(server.url);
    await server.close();
    opened.splice(0);
    const again = await start(server.port);
    expect(again.port).toBe(server.port);
  });
});
