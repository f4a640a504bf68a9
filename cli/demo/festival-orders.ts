// Orders of the demo: they come as a festival's do, in fast motion, scaled to what a few robots can carry.
import type { OrderDesk } from "../../devices/orders/index.ts";
import { Random } from "../../sim/kernel/index.ts";

export interface FestivalOrdersOptions {
  readonly ordersPerMinute: readonly number[];
  /** Real milliseconds of one minute of the festival. */
  readonly minuteMs: number;
  /** Orders per real hour in the busiest minute. */
  readonly peakPerHour: number;
  /** Names of stations, by kind. */
  readonly docks: readonly string[];
  readonly racks: readonly string[];
  readonly picks: readonly string[];
  readonly seed: number;
}

/** Of all orders: goods that come in at a dock, goods to a pick station; the rest leaves from there by a dock. */
const inboundShare = 0.25;
const pickShare = 0.5;
/** What is not carried yet at any time; a festival beyond this would only make a longer list. */
const openMax = 400;
const dueMs = 15 * 60_000;

export class FestivalOrders {
  private readonly random: Random;
  private readonly scale: number;
  private owed = 0;
  private sinceMs = 0;
  accepted = 0;

  constructor(private readonly options: FestivalOrdersOptions) {
    const { ordersPerMinute, minuteMs, peakPerHour, seed } = options;
    this.random = new Random(seed, "demo/orders");
    const busiest = Math.max(1, ...ordersPerMinute);
    this.scale = (peakPerHour * minuteMs) / 3_600_000 / busiest;
  }

  /** Takes in what has come by now; `elapsedMs` since the demo began. The evening begins anew when it is over. */
  async comeBy(elapsedMs: number, desk: OrderDesk, nowMs: number): Promise<void> {
    const { ordersPerMinute, minuteMs } = this.options;
    const minute = Math.floor(elapsedMs / minuteMs) % Math.max(1, ordersPerMinute.length);
    this.owed += (ordersPerMinute[minute] ?? 0) * this.scale * ((elapsedMs - this.sinceMs) / minuteMs);
    this.sinceMs = elapsedMs;
    const count = Math.floor(this.owed);
    this.owed -= count;
    const room = Math.max(0, openMax - desk.book.openCount);
    const answers = await Promise.all(
      Array.from({ length: Math.min(count, room) }, () => desk.accept(this.next(nowMs))),
    );
    this.accepted += answers.filter(({ kind }) => kind === "new").length;
  }

  private next(nowMs: number) {
    const { docks, racks, picks } = this.options;
    const draw = this.random.uniform();
    const [from, to] =
      draw < inboundShare
        ? [docks, racks]
        : draw < inboundShare + pickShare
          ? [racks, picks]
          : [picks, docks];
    const pickOf = (names: readonly string[]) => names[this.random.below(names.length)]!;
    const isExpress = this.random.uniform() < 0.15;
    return {
      kind: "transport",
      from: pickOf(from),
      to: pickOf(to),
      priority: isExpress ? 1 : 0,
      dueMs: nowMs + dueMs,
    } as const;
  }
}
