// The API with a durable journal and a fleet without robots, in a process that a test can kill. The fleet starts and ends what it
// has every few milliseconds, and knows nothing of before: what it works on comes from the journal alone.
import { openJournalStore } from "../../../devices/journal/index.ts";
import { startSite } from "./stand-in-site.ts";

const [folder = ""] = process.argv.slice(2);
const result = await openJournalStore(folder);
if (result.kind !== "open") throw new Error(JSON.stringify(result));
const site = await startSite({
  store: result.store,
  rate: { perSecond: 10_000, burst: 10_000 },
  compactAfterRecords: 100_000,
});
console.log(site.url);
setInterval(() => {
  const [ending] = site.fleet.ids("started");
  if (ending !== undefined) site.fleet.end(ending, "done");
  for (const id of site.fleet.ids("waiting").slice(0, 2)) site.fleet.start(id, "acme/r1");
}, 5);
process.once("SIGTERM", () => site.close().then(() => process.exit(0)));
