// `kill -9` at any moment loses no record that was acknowledged, and the next process may open at once.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { type Journal, openJournalStore } from "../../devices/journal/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { recordAt } from "./numbered-record.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const child = fileURLToPath(new URL("writing-child.ts", import.meta.url));
const seed = Number(process.env["KILL_SEED"] ?? 1);

/** Runs until it is killed, `delayMs` after the first record is safe; what it said. */
function runAndKill(folder: string, delayMs: number): Promise<{ safe: number; compacted: number }> {
  const run = spawn(process.execPath, ["--import", "tsx", child, folder], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  let errors = "";
  run.stdout.on("data", (chunk) => {
    if (said.indexOf("safe") < 0 && String(chunk).includes("safe"))
      setTimeout(() => run.kill("SIGKILL"), delayMs);
    said += chunk;
  });
  run.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  return new Promise((resolve, reject) => {
    run.on("close", (code, signal) => {
      if (signal !== "SIGKILL") return reject(new Error(`ended by itself with ${code}: ${errors}`));
      // The last line may be cut; a number that is cut would be too small, which asks for less than was promised.
      const whole = said.slice(0, said.lastIndexOf("\n"));
      const last = (word: string) =>
        Math.max(0, ...[...whole.matchAll(new RegExp(`^${word} (\\d+)$`, "gm"))].map((m) => Number(m[1])));
      resolve({ safe: last("safe"), compacted: last("compacted") });
    });
  });
}

async function check(journal: Journal, safe: number, compacted: number): Promise<void> {
  expect(journal.lastSequence).toBeGreaterThanOrEqual(safe);
  expect(journal.firstSequence).toBeGreaterThan(compacted);
  expect((await journal.readSnapshot())?.throughSequence ?? 0).toBe(journal.firstSequence - 1);
  let next = journal.firstSequence;
  for await (const { sequence, record } of journal.readFrom(next)) {
    expect(sequence).toBe(next);
    expect(record).toEqual(recordAt(sequence));
    next += 1;
  }
  expect(next).toBe(journal.lastSequence + 1);
}

it(`loses nothing that was acknowledged (KILL_SEED=${seed} npx vitest run test/journal/kill.test.ts)`, async () => {
  const folder = temporaryFolder();
  const random = new Random(seed, "kill");
  let safeBefore = 0;
  for (let round = 0; round < 5; round += 1) {
    const { safe, compacted } = await runAndKill(folder, Math.floor(random.uniform() * 250));
    expect(safe).toBeGreaterThan(safeBefore);
    const result = await openJournalStore(folder);
    if (result.kind !== "open") throw new Error(JSON.stringify(result));
    const journal = await result.store.journal("orders");
    await check(journal, safe, compacted);
    safeBefore = journal.lastSequence;
    await result.store.close();
  }
}, 240_000);
