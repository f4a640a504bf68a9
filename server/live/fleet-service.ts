// A live fleet as a service: journal, leases, order desk, live loop, view and orders by MQTT, opened and closed in the right order.
import { randomBytes } from "node:crypto";
import {
  DamagedEntryError,
  type Journal,
  type JournalStore,
  LeaseKeeper,
} from "../../devices/journal/index.ts";
import { FleetHost, type KeptBooks, readIntents, sessionRecord } from "../../devices/live/edge/index.ts";
import type { LiveSite } from "../../devices/live/index.ts";
import { isOver, OrderDesk } from "../../devices/orders/index.ts";
import type { BrokerAddress } from "../../devices/vda5050/edge/index.ts";
import { type FleetFile, fleetSite } from "../../scenarios/node/index.ts";
import type { ApiPorts } from "../api/index.ts";
import { type FleetTask, type TaskRequest, transportTask } from "./fleet-task.ts";
import { HoldMemory } from "./hold-memory.ts";
import { placeNames } from "./live-site.ts";
import { LiveView } from "./live-view.ts";

export interface FleetServiceOptions {
  readonly file: FleetFile;
  readonly broker: BrokerAddress;
  readonly store: JournalStore;
  /** What the fleet is for. Default: transport orders. */
  readonly createTask?: (request: TaskRequest) => FleetTask;
  /** Books that have to be safe as well before robots hear of anything. */
  readonly books?: KeptBooks & { readonly journal: Journal };
  /** Default: the fleet file's floor. */
  readonly site?: LiveSite;
  /** Wall clock, ms. */
  readonly nowMs: () => number;
  /** Monotonic, ms. */
  readonly monotonicMs: () => number;
  readonly onError: (message: string) => void;
}

export interface FleetService {
  readonly host: FleetHost;
  readonly view: LiveView;
  readonly desk: OrderDesk;
  readonly ports: ApiPorts;
  /** Names that orders may name. */
  readonly placeNames: readonly string[];
  /** Client id for the line by which orders come. */
  readonly orderClientId: string;
  /** Open orders that the journal knew at the start. */
  readonly recovered: number;
  /** Releases nothing more, writes what is decided; robots keep what they have been given. The store stays open. */
  close(): Promise<void>;
}

export type FleetServiceResult =
  | { readonly kind: "open"; readonly service: FleetService }
  | { readonly kind: "damaged"; readonly reason: string }
  /** Another one holds the lease. */
  | { readonly kind: "leased"; readonly to: string };

/** Of the planner's choices on cells. */
const plannerSeed = 1;
/** A controller that hangs is found out by itself before this is over, and may be replaced after it. */
const leaseMs = 10_000;
const renewEveryMs = 2_500;
const lookEveryMs = 500;

export async function openFleetService(options: FleetServiceOptions): Promise<FleetServiceResult> {
  try {
    return await open(options);
  } catch (error) {
    if (error instanceof DamagedEntryError) return { kind: "damaged", reason: error.message };
    throw error;
  }
}

async function open(options: FleetServiceOptions): Promise<FleetServiceResult> {
  const { file, broker, store, nowMs, monotonicMs } = options;
  const [orders, intents, audit, held] = (await Promise.all(
    ["orders", "intents", "audit", "holds"].map((stream) => store.journal(stream)),
  )) as [Journal, Journal, Journal, Journal];
  const history = await readIntents(intents);
  const name = history.ownIds.at(-1)?.split("-", 1)[0] ?? randomBytes(4).toString("hex");
  const owner = `${name}-${randomBytes(4).toString("hex")}`;
  const keeper = (journal: Journal) =>
    new LeaseKeeper({ journal, owner, ttlMs: leaseMs, nowMs: monotonicMs });
  const leases = {
    orders: keeper(orders),
    intents: keeper(intents),
    ...(options.books === undefined ? {} : { books: keeper(options.books.journal) }),
  };
  const allLeases: readonly LeaseKeeper[] = Object.values(leases);
  for (const lease of allLeases) {
    const state = await lease.take();
    if (state.kind !== "held") return { kind: "leased", to: state.kind === "lost" ? state.to : "nobody" };
  }
  const runName = `${tokenOf(leases.intents)!.toString(36)}${randomBytes(2).toString("hex")}`;
  const idPrefix = `${name}-${runName}-`;
  await intents.append([sessionRecord(idPrefix)], tokenOf(leases.intents)!);

  const site = options.site ?? fleetSite(file, plannerSeed);
  const places = placeNames(file, site);
  const task = (options.createTask ?? transportTask)({ file, places, runName, acted: history.acted });
  // The fleet's clock: near the wall clock, for robots read its times, and without its jumps.
  const offsetMs = nowMs() - monotonicMs();
  const fleetMs = () => offsetMs + monotonicMs();
  const ownIds = [...history.ownIds, idPrefix];
  const isOpen = (id: string) => {
    const status = desk.status(id);
    return status !== undefined && !isOver(status.state);
  };
  // Before the line is opened: what robots show of orders that were begun is looked at from their first state on.
  const desk = await OrderDesk.open({
    journal: orders,
    fleet: task.orders,
    nowMs,
    fencing: () => tokenOf(leases.orders),
    onFailure: (error) => options.onError(error instanceof Error ? error.message : String(error)),
  });
  // Read before the loop runs: who was held is held again in the same turn in which the loop begins.
  const holds = await HoldMemory.open(held);
  const host = new FleetHost({
    broker,
    clientId: `peakfleet-${name}`,
    journal: intents,
    fencing: () => tokenOf(leases.intents),
    ownIds: history.ownIds,
    isOpen,
    ordersFailed: () => desk.hasFailed,
    ...(options.books === undefined ? {} : { books: fenced(options.books, leases.books!) }),
    now: fleetMs,
    onError: options.onError,
    fleet: {
      site,
      robots: file.robots,
      work: task.work,
      idPrefix,
      settings: file.settings,
      foreignOrders: (id) => (ownIds.some((prefix) => id.startsWith(prefix)) ? "cancel" : "wait"),
    },
  });
  const view = new LiveView({
    file,
    site,
    places,
    host,
    task,
    holds,
    session: `${name}-${runName}`,
    nowMs,
    fleetMs,
  });
  view.attach(desk);
  const renewing = setInterval(() => {
    for (const lease of allLeases) void lease.renew();
  }, renewEveryMs);
  const looking = setInterval(() => {
    desk.catchUp();
    view.look();
  }, lookEveryMs);
  const ports: ApiPorts = { orders: desk, fleet: view, audit, nowMs, monotonicMs };
  return {
    kind: "open",
    service: {
      host,
      view,
      desk,
      ports,
      placeNames: [...places.keys()],
      orderClientId: `peakfleet-${name}-orders`,
      recovered: desk.book.openCount,
      close: async () => {
        clearInterval(looking);
        await host.close();
        await desk.close();
        clearInterval(renewing);
        for (const lease of allLeases) await lease.giveUp();
      },
    },
  };
}

/** Books are kept under the lease of their own journal. */
function fenced(books: KeptBooks, lease: LeaseKeeper): KeptBooks {
  return {
    isDue: () => books.isDue(),
    keep: async () => {
      const token = tokenOf(lease);
      if (token === null) throw new Error("the lease of the books is in doubt: nothing is written or sent");
      await books.keep(token);
    },
  };
}

function tokenOf(lease: LeaseKeeper): number | null {
  const state = lease.state();
  return state.kind === "held" ? state.fencingToken : null;
}
