// How much memory does a run of 2,000 robots take in the browser? Builds the viewer with one more scenario, opens it in a
// Chromium of this machine and asks every run worker for its heap and array buffers while the run goes on.
// Usage: npm run bench:browser-memory [-- minutes]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CDPSession } from "playwright-core";
import { build } from "vite";
import { startChromium } from "../viewer/tools/chromium.ts";
import { serveFolder } from "../viewer/tools/static-site.ts";
import { machine } from "./machine.ts";
import { browserSite, siteScenario } from "./speed-scenarios.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const aimMb = 512;
const minutes = Number(process.argv[2] ?? 15);
const stepsPerMinute = 90;
const waitMilliseconds = 900_000;

/** Bytes in use by one worker: objects of the engine, objects of the browser, and array buffers outside the heap. */
interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  readonly backingStorageSize: number;
}

/** Answers of the workers of one page; the page's own session passes the questions on. */
class Workers {
  readonly #waiting = new Map<number, (usage: HeapUsage) => void>();
  readonly #sessions = new Set<string>();
  #asked = 0;

  constructor(private readonly page: CDPSession) {}

  async attach(): Promise<void> {
    this.page.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
      if (targetInfo.type === "worker") this.#sessions.add(sessionId);
    });
    this.page.on("Target.detachedFromTarget", ({ sessionId }) => this.#sessions.delete(sessionId));
    this.page.on("Target.receivedMessageFromTarget", ({ message }) => {
      const answer = JSON.parse(message) as { id?: number; result?: HeapUsage };
      if (answer.id === undefined || answer.result === undefined) return;
      this.#waiting.get(answer.id)?.(answer.result);
      this.#waiting.delete(answer.id);
    });
    await this.page.send("Target.setAutoAttach", {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
  }

  /** Bytes of every worker, largest first. Asking does not collect garbage first: it is what the worker holds. */
  async bytes(): Promise<readonly number[]> {
    const usages = [...this.#sessions].map((sessionId) => {
      this.#asked += 1;
      const id = this.#asked;
      const answer = new Promise<HeapUsage>((resolve) => this.#waiting.set(id, resolve));
      const message = JSON.stringify({ id, method: "Runtime.getHeapUsage" });
      void this.page.send("Target.sendMessageToTarget", { sessionId, message });
      return answer;
    });
    const sum = ({ usedSize, embedderHeapUsedSize, backingStorageSize }: HeapUsage) =>
      usedSize + embedderHeapUsedSize + backingStorageSize;
    return (await Promise.all(usages)).map(sum).sort((a, b) => b - a);
  }
}

const folder = mkdtempSync(join(tmpdir(), "peakfleet-memory-"));
try {
  await build({
    configFile: here("../vite.config.ts"),
    logLevel: "error",
    build: { outDir: folder, emptyOutDir: true },
    ...withScenario(),
  });
  const site = await serveFolder(folder);
  const browser = await startChromium();
  try {
    const context = await browser.newContext({ width: 1280, height: 800 });
    const page = await context.newPage();
    const workers = new Workers(await context.newCDPSession(page));
    await workers.attach();
    await page.goto(`${site.address}/?scenario=smoke&seed=1&hours=0&a=pod-match&b=fcfs-nearest&speed=1000`);
    let most = 0;
    let step = 0;
    const started = performance.now();
    while (step < minutes * stepsPerMinute && performance.now() - started < waitMilliseconds) {
      await page.waitForTimeout(1000);
      step = Number((await page.getAttribute("#clock", "data-step")) ?? 0);
      most = Math.max(most, (await workers.bytes())[0] ?? 0);
    }
    const megabytes = Math.round(most / 1e6);
    const simulatedMinutes = Math.round(step / stepsPerMinute);
    console.log(
      `${browserSite.robots} robots: at most ${megabytes} MB in one run worker over ${simulatedMinutes} simulated minutes; aim: ${aimMb} MB`,
    );
    mkdirSync(here("results"), { recursive: true });
    const result = {
      machine: machine(),
      robots: browserSite.robots,
      simulatedMinutes,
      aimMb,
      megabytes,
    };
    writeFileSync(here("results/browser-memory.json"), `${JSON.stringify(result, null, 2)}\n`);
    console.log("written: bench/results/browser-memory.json");
  } finally {
    await browser.close();
    await site.close();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The viewer offers bundled scenarios only: this build's `smoke` is the benchmark's site. */
function withScenario() {
  const text = siteScenario(browserSite, minutes).replace(/^name: .*$/m, "name: smoke");
  const plugin = {
    name: "benchmark-scenario",
    enforce: "pre" as const,
    load: (id: string) =>
      id.endsWith("/bundled/smoke.yaml?raw") ? `export default ${JSON.stringify(text)};` : null,
  };
  return { plugins: [plugin], worker: { format: "es" as const, plugins: () => [plugin] } };
}
