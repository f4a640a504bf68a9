// The viewer on running fleets: straight on a broker that goes away and comes back, and on a fleet server with keys and roles.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeApiKey } from "../../server/api/index.ts";
import { freePort, hasMosquitto } from "../broker/mosquitto-process.ts";
import { hall } from "../live/live-world.ts";
import { type Site, startSite } from "../server/api/stand-in-site.ts";
import { describeInChromium, findings, tooWide, visit } from "./built-viewer.ts";
import { type FleetToWatch, manufacturer, startFleetToWatch } from "./live-fleet.ts";

const robotCount = 7;

/** What a browser itself says of a connection that cannot be had, of a missing key and of a refusal: it says so in any case. */
const ownWords = (errors: readonly string[]) =>
  errors.filter(
    (text) => !/ERR_CONNECTION_REFUSED|WebSocket connection to|ERR_INCOMPLETE|status of (401|409)/.test(text),
  );

/** On a busy machine the page takes its time. */
const soon = <Seen>(look: () => Seen | Promise<Seen>) => expect.poll(look, { timeout: 40_000 });

async function phase(page: Page, wanted: string): Promise<void> {
  await page.waitForSelector(`#phase[data-phase="${wanted}"]`, { state: "attached", timeout: 30_000 });
}
/** Robots whose places on the table of reports have changed since. */
async function seesMotion(page: Page): Promise<void> {
  const place = () => page.textContent(".robot-state span[title]:last-child");
  const before = await place();
  await soon(place).not.toBe(before);
}

describeInChromium("a fleet behind a broker", (viewer) => {
  let fleet: FleetToWatch | undefined;
  beforeAll(async () => {
    if (hasMosquitto) fleet = await startFleetToWatch(robotCount);
  });
  afterAll(() => fleet?.close());

  test.skipIf(!hasMosquitto)(
    "is seen as it is, looked back at, and seen again after the broker was away, without reloading",
    async () => {
      const query = `broker=${encodeURIComponent(fleet!.webSocketUrl)}&lang=en&robot=${manufacturer}/r2`;
      const { page, errors, close } = await visit(viewer(), query, { width: 1280, height: 800 });
      try {
        await phase(page, "live");
        await page.waitForSelector(".canvas-box > canvas");
        await page.waitForSelector(".robot-card");
        expect(await page.textContent(".robot-card h2")).toBe("Robot acme/r2");
        await soon(() => page.locator("#health-table tbody tr").count()).toBe(robotCount);
        expect(await page.textContent('[data-fact="versions"]')).toBe("2.0.0, 2.1.0, 3.0.0");
        await seesMotion(page);
        // Found, followed, and in the table twin, as in a simulation.
        await page.fill("#search", "r7");
        await page.press("#search", "Enter");
        await page.keyboard.press("f");
        await page.waitForSelector(".following");
        expect(await page.textContent(".following")).toContain("acme/r7");
        await page.click("#robot-table-button");
        await soon(() => page.locator("#robot-table tbody tr").count()).toBe(robotCount);
        // Back in time, and to now.
        await page.keyboard.press("Shift+ArrowLeft");
        expect(await page.getAttribute("#live", "aria-pressed")).toBe("false");
        await page.waitForSelector(".live-banner");
        await page.click("#live");
        await page.waitForSelector('#live[aria-pressed="true"]');
        // The floor from a file.
        const plan = hall.map((line) => `    ${line}`).join("\n");
        const text = `floor:\n  cellMetres: 1\n  plan: |\n${plan}\nrobots:\n  - { name: acme/r1, vda: "2.1" }\n`;
        await page.setInputFiles("#open-floor", {
          name: "fleet.yaml",
          mimeType: "text/yaml",
          buffer: Buffer.from(text),
        });
        await soon(() => page.textContent('[data-fact="floor"]')).toBe("from fleet.yaml");
        // The broker goes away and comes back; the page stays what it is.
        await page.evaluate(() => {
          document.documentElement.dataset["same"] = "yes";
        });
        const stopped = fleet!.broker.stopFor(1500);
        await phase(page, "lost");
        await page.waitForSelector('.live-banner[data-phase="lost"]');
        await stopped;
        await phase(page, "live");
        expect(await page.textContent('[data-fact="reconnects"]')).toBe("once");
        await seesMotion(page);
        expect(await page.evaluate(() => document.documentElement.dataset["same"])).toBe("yes");
        expect(await findings(page)).toEqual([]);
        await page.keyboard.press("l");
        await soon(() => page.textContent("#phase")).toContain("代理，只读: 已连接");
        expect(await page.textContent(".robot-why")).toMatch(/[一-鿿]/);
        await page.setViewportSize({ width: 360, height: 740 });
        expect(await tooWide(page)).toEqual([]);
        expect(ownWords(errors)).toEqual([]);
      } finally {
        await close();
      }
    },
  );
});

describeInChromium("a fleet server", (viewer) => {
  const keys = { read: makeApiKey("dashboard", "read"), operate: makeApiKey("desk", "operate") };
  const access = { kind: "keys" as const, keys: Object.values(keys).map(({ entry }) => entry) };
  let site: Site;
  let moving: ReturnType<typeof setInterval>;

  async function serve(port: number): Promise<void> {
    site = await startSite({ access, port, viewerDir: viewer().folder });
    let turn = 0;
    const move = () => {
      turn += 1;
      site.view.nowMs += 200;
      for (const robot of [0, 1]) {
        const x = Math.round(1500 + 1000 * Math.sin(turn / 10 + robot));
        site.view.picture.setRobot(robot, [
          x,
          500 + 1000 * robot,
          785,
          site.view.nowMs,
          robot,
          0,
          80 - robot,
        ]);
      }
    };
    move();
    moving = setInterval(move, 200);
    const about = { about: "acme/r1", message: "acme/r1 stands", advice: "Go and look" };
    site.view.alarmList = [{ id: "a1", severity: "error", ...about, sinceMs: Date.now() - 60_000 }];
  }
  async function end(): Promise<void> {
    clearInterval(moving);
    await site.close();
  }
  afterAll(() => end());

  async function useKey(page: Page, key: string): Promise<void> {
    await page.fill("#api-key", key);
    await page.click("#use-key");
    await phase(page, "live");
    await page.waitForSelector("#caller");
  }
  async function confirmed(page: Page): Promise<void> {
    await page.waitForSelector("#ask[open]");
    await page.click("#ask-yes");
  }

  test("shows itself at its own address, lets each key do what it may after asking, and survives its restart", async () => {
    const port = await freePort();
    await serve(port);
    const here = { ...viewer(), address: site.url };
    const { page, errors, close } = await visit(here, "live&lang=en&robot=acme/r1", {
      width: 1280,
      height: 800,
    });
    try {
      await phase(page, "needs-key");
      await page.waitForSelector(".live-banner");
      // Who may only look sees what there is to do, and why not.
      await useKey(page, keys.read.key);
      await page.waitForSelector(".robot-card");
      expect(await page.textContent('[data-alarm="a1"]')).toContain("Go and look");
      expect(await page.isDisabled("#robot-hold")).toBe(true);
      expect(await page.getAttribute("#robot-hold", "title")).toContain("role operate");
      expect(await page.textContent("#why-not")).toContain("may look");
      await useKey(page, keys.operate.key);
      await page.waitForSelector("#robot-hold:enabled");
      await page.click("#robot-hold");
      await page.click("#ask-no");
      expect(site.view.held.size).toBe(0);
      await page.click("#robot-hold");
      await confirmed(page);
      await page.waitForSelector("#ask", { state: "hidden" });
      expect([...site.view.held]).toEqual(["acme/r1"]);
      // What the server refuses is told with its reason.
      await page.click("#robot-charge");
      await confirmed(page);
      await soon(() => page.textContent("#ask .problem")).toContain("no charger on this floor");
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.click("#fleet-hold");
      await confirmed(page);
      await soon(() => site.view.held.size).toBe(2);
      // An order from the form, with another priority, and cancelled.
      await page.click(".new-order summary");
      await page.selectOption("#order-to", "rack-8");
      await page.fill("#order-priority", "3");
      await page.click("#order-send");
      const row = page.locator("#order-table tbody tr");
      await soon(() => row.count()).toBe(1);
      expect(await row.textContent()).toContain("dock-1 → rack-8");
      await row.locator("input").fill("9");
      await row.locator("form button").click();
      await soon(() => site.desk.status("order-1")?.order.priority).toBe(9);
      await row.getByRole("button", { name: "Cancel order order-1" }).click();
      await confirmed(page);
      await soon(() => row.count()).toBe(0);
      expect(await findings(page)).toEqual([]);
      // Another process on the same port: the page comes back to it by itself, with the key that it was given.
      await end();
      await phase(page, "lost");
      await serve(port);
      await phase(page, "live");
      await page.waitForSelector("#robot-hold:enabled");
      const kept = await page.evaluate(() =>
        JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }]),
      );
      expect(kept).toContain("?live");
      expect(kept).not.toContain(keys.operate.key);
      await page.keyboard.press("l");
      await soon(() => page.textContent(".robot-why")).toBe("无任务");
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await tooWide(page)).toEqual([]);
      expect(ownWords(errors)).toEqual([]);
    } finally {
      await close();
    }
  });
});
