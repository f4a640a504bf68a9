// Orders by MQTT over a connection of our own, so that what others send there never waits behind robots' states.
import { type BrokerAddress, MqttConnection } from "../../devices/vda5050/edge/index.ts";
import { type OrderMessages, orderTopicsDefault } from "../api/index.ts";

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
    subscriptions: [{ filter: orderTopicsDefault.orders, qos: 1 }],
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
      connection.publish(orderTopicsDefault.answers, payload, 1, false);
    },
    close: () => connection.close(),
  };
}
