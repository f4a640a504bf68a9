// Orders by MQTT over a connection of our own, so that what others send there never waits behind robots' states. What is promised
// is promised by the answer on the other topic, not by the broker's PUBACK: a sender that hears no answer sends the same order again.
import { type BrokerAddress, MqttConnection } from "../../devices/vda5050/edge/index.ts";
import type { OrderMessages } from "../api/index.ts";

export const orderTopics = { orders: "peakfleet/orders", answers: "peakfleet/order-answers" } as const;

export interface OrderLine extends OrderMessages {
  close(): Promise<void>;
}

export function openOrderLine(
  address: BrokerAddress,
  clientId: string,
  onError: (message: string) => void,
): OrderLine {
  const listeners = new Set<(payload: Uint8Array) => void>();
  const connection = new MqttConnection({
    address,
    clientId,
    subscriptions: [{ filter: orderTopics.orders, qos: 1 }],
    onConnect: () => {},
    onLost: () => {},
    onMessage: (_topic, payload) => {
      for (const listener of listeners) listener(payload);
    },
    onError,
  });
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // An answer that finds no connection is not kept: the sender asks again.
    answer: (payload) => {
      connection.publish(orderTopics.answers, payload, 1, false);
    },
    close: () => connection.close(),
  };
}
