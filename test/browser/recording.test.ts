// A recording from the command line on the page: alone, beside another one, beside a fresh simulation; damaged; and one made there.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { hostRun, loadScenario, openNodeLibrary, recordedRequest } from "../../scenarios/node/index.ts";
import { describeInChromium, visit, waitForStep } from "./built-viewer.ts";

const folder = mkdtempSync(join(tmpdir(), "peakfleet-recording-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Records smoke as the command line does; gives the file and the run's hash. */
async function recordSmoke(strategyName: string, seed: number, injections: readonly string[] = []) {
  const library = openNodeLibrary();
  if (!library.ok) throw new Error("no library");
  const options = { strategies: [strategyName], overrides: ["hours=0.5"], injections };
  const loaded = await loadScenario(library.value, "smoke", options);
  if (!loaded.ok) throw new Error("smoke does not load");
  const { scenario, inputs, strategies } = loaded.value;
  const strategy = strategies[0]!;
  const words = { nameOrPath: "smoke", overrides: [], hours: 0.5, injections, seed, strategy };
  const file = join(folder, `${strategyName}-${seed}.pfrec`);
  const solver = createNodeLpSolver();
  const request = await recordedRequest(library.value, scenario, words);
  const result = await hostRun(
    { scenario, inputs, seed, strategy, record: { file, request, program: "0.0.0-test" } },
    { solver, onProgress: () => {}, stopWanted: () => false },
  );
  await solver.close();
  if (result.kind !== "complete") throw new Error("the run did not end");
  return { file: readFileSync(file), hash: result.hash };
}

/** Drops a file onto the page, as a hand would. */
async function drop(page: Page, name: string, content: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, base64]) => {
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], file!));
      return data;
    },
    [name, Buffer.from(content).toString("base64")],
  );
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}
const hashes = (page: Page) =>
  page.locator(".fingerprint").evaluateAll((marks) => marks.map((mark) => mark.getAttribute("data-hash")));
const names = (page: Page) => page.locator("figcaption .recorded").allTextContents();

describeInChromium("a recording", (viewer) => {
  let matched: Awaited<ReturnType<typeof recordSmoke>>;
  let nearest: Awaited<ReturnType<typeof recordSmoke>>;
  beforeAll(async () => {
    matched = await recordSmoke("pod-match", 3, ["5m: robot 2 fails 4m"]);
    nearest = await recordSmoke("fcfs-nearest", 3);
  });

  test("plays alone, beside another and beside a simulation, is sought at once, and one made on the page is the same run", async () => {
    const { page, errors, close } = await visit(
      viewer(),
      "scenario=smoke&seed=1&hours=0.1&a=fcfs-nearest&b=none&step=3",
      { width: 1240, height: 760 },
    );
    try {
      await waitForStep(page, 3);
      await drop(page, "matched.pfrec", matched.file);
      await page.waitForFunction(() => document.querySelectorAll("figcaption .recorded").length === 1);
      await page.waitForFunction(() => document.querySelector(".fingerprint")?.getAttribute("data-hash"));
      expect(await hashes(page)).toEqual([matched.hash]);
      await waitForStep(page, 5);
      await page.keyboard.press(" ");
      // The whole of it is there: to its last quarter, and back.
      for (const share of [0.9, 0.1, 0.6]) {
        const step = Math.round(2700 * share);
        await page.evaluate((wanted) => {
          const scrubber = document.querySelector<HTMLInputElement>("#scrubber")!;
          scrubber.value = String(wanted);
          scrubber.dispatchEvent(new Event("input", { bubbles: true }));
        }, step);
        await page.waitForFunction(
          (wanted) =>
            Math.abs(Number(document.querySelector("#clock")?.getAttribute("data-step")) - wanted) <= 15,
          step,
        );
      }
      expect(await page.textContent(".event-list, .events")).toMatch(/Robot 2 failed/);
      await page.keyboard.press("n");
      expect((await page.textContent(".robot-why"))?.length).toBeGreaterThan(5);

      await drop(page, "nearest.pfrec", nearest.file);
      await page.waitForFunction(() => document.querySelectorAll("figcaption .recorded").length === 2);
      await page.waitForFunction(
        () => document.querySelectorAll('.fingerprint:not([data-hash=""])').length === 2,
      );
      expect(await hashes(page)).toEqual([matched.hash, nearest.hash]);
      expect((await names(page)).map((name) => name.trim())).toEqual(["matched.pfrec", "nearest.pfrec"]);

      // The second one is exchanged for the same run, simulated here.
      await page.selectOption("#strategy-b", "fcfs-nearest");
      await page.click("#run");
      await page.selectOption("#speed", "1000");
      await page.waitForFunction(
        () => document.querySelectorAll('.fingerprint:not([data-hash=""])').length === 2,
        null,
        { timeout: 120_000 },
      );
      expect(await hashes(page)).toEqual([matched.hash, nearest.hash]);

      const [download] = await Promise.all([
        page.waitForEvent("download", { timeout: 120_000 }),
        page.click(".fingerprint[data-pane=B] button"),
      ]);
      const made = readFileSync(await download.path());
      await drop(page, "made.pfrec", made);
      await page.waitForFunction(() =>
        [...document.querySelectorAll("figcaption .recorded")].some((name) =>
          name.textContent?.includes("made.pfrec"),
        ),
      );
      await page.waitForFunction(
        () => document.querySelectorAll('.fingerprint:not([data-hash=""])').length === 2,
      );
      expect(await hashes(page)).toEqual([matched.hash, nearest.hash]);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });

  test("that is damaged says where, and plays the rest; one that is none says so", async () => {
    const { page, errors, close } = await visit(
      viewer(),
      "scenario=smoke&seed=1&hours=0.1&a=fcfs-nearest&b=none&step=3",
    );
    try {
      await waitForStep(page, 3);
      await drop(page, "none.pfrec", new TextEncoder().encode("name: smoke\n"));
      await page.waitForSelector(".file-problem");
      expect(await page.textContent(".file-problem h2")).toBe("none.pfrec cannot be used");
      expect(await page.textContent(".file-problem li")).toMatch(/^byte 0: expected a recording/);
      expect(await names(page)).toEqual([]);

      const cut = Uint8Array.from(matched.file.subarray(0, Math.floor(matched.file.length * 0.6)));
      // A byte within a group of frames.
      cut[Buffer.from(cut.buffer).indexOf("PFchfram", Math.floor(cut.length / 2)) + 60]! ^= 0xff;
      await drop(page, "cut.pfrec", cut);
      await page.waitForFunction(() => document.querySelectorAll("figcaption .recorded").length === 1);
      expect(await page.textContent(".file-problem h2")).toBe(
        "cut.pfrec: some of it cannot be used; the rest is played",
      );
      const lines = await page.locator(".file-problem li").allTextContents();
      expect(lines.length).toBe(2);
      expect(lines[0]).toMatch(
        /^byte [\d,]+: [\d,]+ bytes are damaged: minutes [\d.]+ to [\d.]+ are missing/,
      );
      expect(lines[1]).toMatch(
        /^byte [\d,]+: expected a part of [\d,]+ bytes; found [\d,]+: the file is cut off/,
      );
      await page.selectOption("#speed", "1000");
      // Over the gap and to the end of what is there.
      await waitForStep(page, 1000);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });
});
