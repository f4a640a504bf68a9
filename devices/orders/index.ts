// The orders room's door.
export * from "./order.ts";
export {
  type Decision,
  type NewOrder,
  OrderBook,
  type OrderBookLimits,
  type OrderBookState,
  type OrderTotals,
  orderBookLimits,
} from "./order-book.ts";
export { type DeskAnswer, OrderDesk, type OrderDeskOptions, type StoredOrderEvent } from "./order-desk.ts";
export * from "./order-event.ts";
export type * from "./order-fleet-port.ts";
