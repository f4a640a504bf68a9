// The live picture over HTTP: what stands still by request, what moves by the event stream, and the viewer's page beside it.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { livePicture } from "../../../server/api/index.ts";
import { temporaryFolder } from "../../journal/temporary-folder.ts";
import { call } from "./call.ts";
import { readEvents } from "./event-reader.ts";
import { type Site, startSite } from "./stand-in-site.ts";

let site: Site;
afterEach(() => site.close());

it("tells the floor and the words for reasons in the caller's language", async () => {
  site = await startSite();
  const english = await call(site.url, "GET", "/v1/site");
  expect(english.body).toMatchObject({
    grid: { width: 3, height: 2, rows: ["w.p", "c#p"] },
    robots: [{ name: "acme/r1" }, { name: "acme/r2" }],
    reasons: [{ code: "idle", message: "has nothing to do" }, { code: "driving" }],
  });
  const chinese = await call(site.url, "GET", "/v1/site", undefined, { "accept-language": "zh-CN,en;q=0.5" });
  expect(chinese.body.reasons[0].message).toBe("无任务");
});

it("streams pictures: all first, then only what has changed, and a sign of life when nothing does", async () => {
  site = await startSite();
  const { picture } = site.view;
  picture.setRobot(0, [1000, 500, 0, 0, 1, 0, 80]);
  picture.setRobot(1, [2000, 500, 0, 0, 0, 0, 80]);
  const reader = await readEvents(site.url, "/v1/events?topics=picture");
  await reader.atLeast(1);
  picture.setRobot(1, [2500, 500, 0, 1200, 1, 1, 79]);
  picture.setRoute(1, [2500, 500, 3500, 500], [3500, 500]);
  await reader.atLeast(2);
  site.view.nowMs = 60_000;
  const events = await reader.atLeast(3);
  expect(events.map(({ event }) => event)).toEqual(["picture", "picture", "picture"]);
  const [first, second, idle] = events.map(({ data }) => livePicture.parse(data));
  expect(first).toMatchObject({ full: true, robots: [{ 0: 0 }, { 0: 1 }] });
  expect(second).toMatchObject({
    full: false,
    robots: [[1, 2500, 500, 0, 1200, 1, 1, 79]],
    routes: [[1, [2500, 500, 3500, 500], [3500, 500]]],
  });
  expect(idle).toMatchObject({ full: false, robots: [], routes: [], nowMs: 60_000 });
  reader.close();
});

it("serves the viewer's page at /, and answers for paths that are neither page nor API", async () => {
  const dir = temporaryFolder();
  mkdirSync(join(dir, "assets"));
  writeFileSync(join(dir, "index.html"), "<!doctype html><title>viewer</title>");
  writeFileSync(join(dir, "assets", "app.js"), "export {};");
  let opened = 0;
  site = await startSite({
    viewerDir: dir,
    onPageOpened: () => {
      opened += 1;
    },
  });
  const page = await fetch(`${site.url}/?live`);
  expect([page.status, await page.text()]).toEqual([200, "<!doctype html><title>viewer</title>"]);
  expect((await fetch(`${site.url}/assets/app.js`)).headers.get("content-type")).toContain("javascript");
  expect(opened).toBe(1);
  expect((await call(site.url, "GET", "/v1/nothing")).status).toBe(404);
  expect((await call(site.url, "GET", "/../../etc/passwd")).status).toBe(404);
  expect((await call(site.url, "DELETE", "/v1/site")).status).toBe(405);
});
