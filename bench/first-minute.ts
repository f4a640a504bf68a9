// How long after the command does the browser show the first simulated minute? Starts `npm start`'s command, opens the
// address it prints in a Chromium of this machine and waits for the page's clock, three times.
// Usage: npm run build && npm run bench:first-minute
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startChromium } from "../viewer/tools/chromium.ts";
import { machine } from "./machine.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const rounds = 3;
const aimSeconds = 10;
const waitMilliseconds = 120_000;
const stepsPerMinute = 90;

interface Round {
  readonly addressSeconds: number;
  readonly movingSeconds: number;
  readonly minuteSeconds: number;
}

async function measure(): Promise<Round> {
  const browser = await startChromium();
  const context = await browser.newContext({ width: 1440, height: 900 });
  const page = await context.newPage();
  const startMs = performance.now();
  const since = () => (performance.now() - startMs) / 1000;
  const command = spawn(process.execPath, [here("../dist/node/main.js"), "start", "--port", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = "";
      command.stderr.setEncoding("utf8").on("data", (part: string) => {
        said += part;
        const found = /http:\/\/\S+/.exec(said);
        if (found) resolve(found[0]);
      });
      command.on("exit", () => reject(new Error(`the command ended without an address:\n${said}`)));
    });
    const addressSeconds = since();
    await page.goto(address);
    const shown = (step: number) =>
      page.waitForFunction(
        (wanted) => Number(document.querySelector("#clock")?.getAttribute("data-step")) >= wanted,
        step,
        {
          timeout: waitMilliseconds,
        },
      );
    await shown(1);
    const movingSeconds = since();
    await shown(stepsPerMinute);
    return { addressSeconds, movingSeconds, minuteSeconds: since() };
  } finally {
    command.kill("SIGKILL");
    await browser.close();
  }
}

const results: Round[] = [];
for (let round = 0; round < rounds; round += 1) results.push(await measure());
console.table(results);
const worst = Math.max(...results.map(({ minuteSeconds }) => minuteSeconds));
console.log(`first simulated minute shown after at most ${worst.toFixed(1)} s; aim: ${aimSeconds} s`);
mkdirSync(here("results"), { recursive: true });
const file = here("results/first-minute.json");
writeFileSync(file, `${JSON.stringify({ machine: machine(), aimSeconds, rounds: results }, null, 2)}\n`);
console.log("written: bench/results/first-minute.json");
