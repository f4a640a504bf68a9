// What an operator may do to the fleet of a server, and what of it is asked and not streamed: who the key is, and the orders.
import { auditTime, type Subscription } from "rxjs";
import { createSignal } from "solid-js";
import type { Language } from "../i18n/index.ts";
import type { Caller, Role, ServerOrder } from "../live/server-answers.ts";
import { roles } from "../live/server-answers.ts";
import { type Answer, problemLines, type ServerCall } from "../live/server-call.ts";
import type { ServerFeed } from "../live/server-feed.ts";

export const robotOperations = ["hold", "resume", "charge", "cancel", "confirm"] as const;
export type RobotOperation = (typeof robotOperations)[number];

/** Orders shown; the server has the rest. */
const ordersMax = 200;
/** Events of orders that come together are answered by one request. */
const gatherMilliseconds = 250;
/** Orders of which no event came are looked at all the same. */
const refreshMilliseconds = 15_000;

export interface NewTransport {
  readonly from: string;
  readonly to: string;
  readonly priority: number;
  /** ISO 8601 with zone; empty: none. */
  readonly due: string;
}
/** What came of something that was asked for; lines say why not. */
export interface Outcome {
  readonly ok: boolean;
  readonly lines: readonly string[];
}
export type OperatorState = ReturnType<typeof createOperatorState>;

export function createOperatorState(call: ServerCall, feed: ServerFeed) {
  const [caller, setCaller] = createSignal<Caller | null>(null);
  const [hasKey, setHasKey] = createSignal(false);
  const [orders, setOrders] = createSignal<readonly ServerOrder[]>([]);
  /** There are more open orders than are shown. */
  const [hasMore, setHasMore] = createSignal(false);
  const [stations, setStations] = createSignal<readonly string[]>([]);
  const [showsOver, setShowsOver] = createSignal(false);
  const subscriptions: Subscription[] = [];
  let timer: ReturnType<typeof setInterval> | undefined;

  async function readOrders(): Promise<void> {
    if (feed.status.phase !== "live") return;
    const path = `/v1/orders?limit=${ordersMax}${showsOver() ? "" : "&open=true"}`;
    const answer = await call.get<{ orders: readonly ServerOrder[]; next?: string }>(path);
    if (answer.kind !== "done") return;
    setOrders(answer.body.orders);
    setHasMore(answer.body.next !== undefined);
  }
  async function readCaller(): Promise<void> {
    const answer = await call.get<Caller>("/v1/access");
    setCaller(answer.kind === "done" ? answer.body : null);
    const places = await call.get<{ stations: readonly { name: string }[] }>("/v1/stations");
    if (places.kind === "done") setStations(places.body.stations.map(({ name }) => name));
  }
  const outcomeOf = (answer: Answer<unknown>): Outcome => {
    if (answer.kind === "done") return { ok: true, lines: [] };
    return { ok: false, lines: answer.kind === "refused" ? problemLines(answer.problem) : [answer.detail] };
  };
  async function change(ask: Promise<Answer<unknown>>): Promise<Outcome> {
    const outcome = outcomeOf(await ask);
    await readOrders();
    return outcome;
  }

  return {
    caller,
    orders,
    hasMore,
    stations,
    showsOver,
    feed,
    start(): void {
      let wasLive = false;
      subscriptions.push(
        feed.changed$.subscribe(() => {
          const isLive = feed.status.phase === "live";
          if (isLive && !wasLive) void readCaller().then(readOrders);
          wasLive = isLive;
        }),
        feed.orders$.pipe(auditTime(gatherMilliseconds)).subscribe(() => void readOrders()),
      );
      timer = setInterval(() => void readOrders(), refreshMilliseconds);
    },
    close(): void {
      clearInterval(timer);
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
    /** The key goes into memory and nowhere else; empty: without one. */
    useKey(key: string): void {
      call.key = key.trim();
      setHasKey(call.key !== "");
      setCaller(null);
      feed.retry();
    },
    hasKey,
    speak(language: Language): void {
      call.language = language;
      feed.retry();
    },
    may: (role: Role): boolean => {
      const known = caller();
      return known !== null && roles.indexOf(known.role) >= roles.indexOf(role);
    },
    setShowsOver(next: boolean): void {
      setShowsOver(next);
      void readOrders();
    },
    operate: (robot: string, operation: RobotOperation): Promise<Outcome> =>
      change(call.ask("POST", `/v1/robots/${encodeURIComponent(robot)}/${operation}`)),
    operateFleet: (operation: "hold" | "resume"): Promise<Outcome> =>
      change(call.ask("POST", `/v1/fleet/${operation}`)),
    cancelOrder: (id: string): Promise<Outcome> =>
      change(call.ask("DELETE", `/v1/orders/${encodeURIComponent(id)}`)),
    changePriority: (id: string, priority: number): Promise<Outcome> =>
      change(call.ask("PATCH", `/v1/orders/${encodeURIComponent(id)}`, { priority })),
    /** Asked again with the same `wish` it makes no second order. */
    order: ({ from, to, priority, due }: NewTransport, wish: string): Promise<Outcome> => {
      const body = { kind: "transport", from, to, priority, ...(due === "" ? {} : { due }) };
      return change(call.ask("POST", "/v1/orders", body, { "idempotency-key": wish }));
    },
  };
}
