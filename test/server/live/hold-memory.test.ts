// Who is held is known through a restart, and never believed to be known when it could not be written.
import { expect, test } from "vitest";
import { createMemoryJournal } from "../../../devices/journal/index.ts";
import { HoldMemory } from "../../../server/live/hold-memory.ts";

const one = { all: false, robots: ["acme/r1"], unconfirmed: [], fenced: [] };
const two = { all: true, robots: [], unconfirmed: ["acme/r2"], fenced: [] };

test("what the journal did not take is tried again, and then known through a restart", async () => {
  const journal = createMemoryJournal();
  let isFull = true;
  const append = journal.append.bind(journal);
  journal.append = (...args) => (isFull ? Promise.reject(new Error("full")) : append(...args));
  const memory = await HoldMemory.open(journal);
  await expect(memory.write(one)).rejects.toThrow("full");
  isFull = false;
  await memory.write(one);
  expect((await HoldMemory.open(journal)).held).toEqual(one);
});

test("the last word counts when several are written at once, and the same word again writes nothing", async () => {
  const journal = createMemoryJournal();
  const memory = await HoldMemory.open(journal);
  await Promise.all([memory.write(one), memory.write(two), memory.write(one)]);
  expect((await HoldMemory.open(journal)).held).toEqual(one);
  const { lastSequence } = journal;
  await memory.write(one);
  expect(journal.lastSequence).toBe(lastSequence);
});
