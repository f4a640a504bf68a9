// A damaged journal set aside, and a new one begun with all that can still be read of it. Which record is lost nobody knows, so
// every open order counts as begun: its load is looked for on the robots, and a person asked where it is not found.
import { renameSync } from "node:fs";
import {
  type JournalStore,
  openJournalStore,
  type SalvagedStream,
  salvageFolder,
} from "../../devices/journal/index.ts";
import {
  isOver,
  OrderBook,
  type OrderBookState,
  type OrderEvent,
  orderIdOf,
} from "../../devices/orders/index.ts";

export type Salvage =
  | SalvageDone
  /** Records are lost of a stream for which nobody can be asked; nothing was changed. */
  | { readonly kind: "refused"; readonly stream: string };
export interface SalvageDone {
  readonly kind: "salvaged";
  /** Open orders that go on. */
  readonly orders: number;
  /** Records that could not be read, or are missing. */
  readonly lost: number;
  /** Where the damaged journal is now. */
  readonly aside: string;
}

/** Streams that are made good; others, a warehouse's books, are taken over whole. */
const own = ["orders", "intents", "holds", "audit"];

/** Throws the system's error; the folder is then as it was. */
export async function salvageJournal(folder: string, nowMs: number): Promise<Salvage> {
  const streams = await salvageFolder(folder);
  const others = [...streams].filter(([stream]) => !own.includes(stream));
  const refused = others.find(([, { lost }]) => lost > 0);
  if (refused !== undefined) return { kind: "refused", stream: refused[0] };
  const aside = `${folder}.damaged-${new Date(nowMs).toISOString().replaceAll(/[:.]/g, "-")}`;
  const book = replay(streams.get("orders"));
  const state = asBegun(book.snapshot());
  const open = state.entries.filter((entry) => !isOver(entry.state)).map(({ order }) => order.id);
  const intents = streams.get("intents");
  const before = (intents?.snapshot?.state ?? {}) as { readonly ownIds?: readonly string[] };
  const ownIds = [
    ...(before.ownIds ?? []),
    ...(intents?.entries ?? []).flatMap(({ record }) =>
      record.kind === "session" ? [String(record["idPrefix"])] : [],
    ),
  ];
  const holds = streams.get("holds");
  const held = holds?.entries.at(-1)?.record["held"] ?? holds?.snapshot?.state ?? null;
  renameSync(folder, aside);
  const opened = await openJournalStore(folder);
  if (opened.kind !== "open") throw new Error(`a new journal in ${folder} is ${opened.kind}`);
  const { store } = opened;
  await begin(store, "orders", state);
  await begin(store, "intents", { ownIds, acted: open });
  if (held !== null) await begin(store, "holds", held);
  for (const [stream, { snapshot, entries }] of others) {
    if (snapshot !== null) await begin(store, stream, snapshot.state);
    await (await store.journal(stream)).append(entries.map(({ record }) => record));
  }
  const audit = await store.journal("audit");
  await audit.append((streams.get("audit")?.entries ?? []).map(({ record }) => record));
  await store.close();
  const lost = [...streams.values()].reduce((sum, stream) => sum + stream.lost, 0);
  return { kind: "salvaged", orders: open.length, lost, aside };
}

/** A stream that begins with this state. */
async function begin(store: JournalStore, stream: string, state: unknown): Promise<void> {
  const journal = await store.journal(stream);
  const throughSequence = await journal.append([{ kind: "salvaged" }]);
  await journal.compact({ throughSequence, state });
}

function replay(stream: SalvagedStream | undefined): OrderBook {
  const book = new OrderBook();
  if (stream?.snapshot != null) book.restore(stream.snapshot.state as OrderBookState);
  for (const { record } of stream?.entries ?? []) {
    if (!record.kind.startsWith("order-")) continue;
    const event = record as OrderEvent;
    const known = book.status(orderIdOf(event));
    // What it was about is lost, or it is told of what is over: either way nothing is to be done.
    const fits =
      event.kind === "order-accepted" ? known === undefined : known !== undefined && !isOver(known.state);
    if (fits) book.apply(event);
  }
  return book;
}
function asBegun(state: OrderBookState): OrderBookState {
  return {
    ...state,
    entries: state.entries.map((entry) =>
      entry.state === "accepted" ? { ...entry, state: "started" } : entry,
    ),
  };
}
