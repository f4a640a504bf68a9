// Order messages on a broker. What is promised is promised by the answer on the other topic, not by the broker's PUBACK: a sender
// that hears no answer sends the same order again.
import type { MqttClient } from "mqtt";
import type { OrderMessages } from "./mqtt-intake.ts";

export interface OrderTopics {
  readonly orders: string;
  readonly answers: string;
}

export const orderTopicsDefault: OrderTopics = {
  orders: "peakfleet/orders",
  answers: "peakfleet/order-answers",
};

/** Uses a client that somebody else connects and ends. mqtt.js subscribes again by itself after a break. */
export function mqttOrderMessages(
  client: MqttClient,
  topics: OrderTopics = orderTopicsDefault,
): OrderMessages {
  return {
    subscribe: (listener) => {
      const onMessage = (topic: string, payload: Uint8Array): void => {
        if (topic === topics.orders) listener(payload);
      };
      client.on("message", onMessage);
      client.subscribe(topics.orders, { qos: 1 });
      return () => {
        client.off("message", onMessage);
        if (client.connected) client.unsubscribe(topics.orders);
      };
    },
    answer: (payload) => {
      // An answer that finds no connection is not kept: the sender asks again.
      if (client.connected) client.publish(topics.answers, payload, { qos: 1 });
    },
  };
}
