// All messages of the standard as one union: the topic says which.
import type { Factsheet } from "./factsheet.ts";
import type { Header } from "./identity.ts";
import type { InstantActions, Order } from "./order.ts";
import type { Connection, RobotState, Visualization } from "./state.ts";
import type { Responses, ZoneSet } from "./zones.ts";

/** Last levels of topics. `zoneSet` and `responses` from 3.0. */
export const topicNames = [
  "order",
  "instantActions",
  "zoneSet",
  "responses",
  "state",
  "visualization",
  "connection",
  "factsheet",
] as const;
export type TopicName = (typeof topicNames)[number];

/** What is said under each topic. */
export interface Contents {
  readonly order: Order;
  readonly instantActions: InstantActions;
  readonly zoneSet: ZoneSet;
  readonly responses: Responses;
  readonly state: RobotState;
  readonly visualization: Visualization;
  readonly connection: Connection;
  readonly factsheet: Factsheet;
}

export type Message = {
  [Name in TopicName]: { readonly topic: Name; readonly header: Header; readonly content: Contents[Name] };
}[TopicName];

export type MessageOf<Name extends TopicName> = Extract<Message, { readonly topic: Name }>;
