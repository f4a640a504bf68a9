// A process that appends records until it is killed, and says after each append what is safe. Compacts now and then.
import { writeSync } from "node:fs";
import { openJournalStore } from "../../devices/journal/index.ts";
import { recordAt } from "./numbered-record.ts";

const [folder = ""] = process.argv.slice(2);
const result = await openJournalStore(folder);
if (result.kind !== "open") throw new Error(JSON.stringify(result));
const journal = await result.store.journal("orders");
const say = (line: string) => writeSync(1, `${line}\n`);
say(`open ${journal.lastSequence}`);

/** Several at once, so that some wait while others are written. */
let next = journal.lastSequence + 1;
async function write(): Promise<void> {
  for (;;) {
    const count = 1 + (next % 4);
    const from = next;
    next += count;
    say(`safe ${await journal.append(Array.from({ length: count }, (_, i) => recordAt(from + i)))}`);
  }
}
async function compact(): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    const throughSequence = Math.max(journal.firstSequence - 1, journal.lastSequence - 50);
    await journal.compact({ throughSequence, state: { through: throughSequence } });
    say(`compacted ${throughSequence}`);
  }
}
await Promise.all([write(), write(), write(), compact()]);
