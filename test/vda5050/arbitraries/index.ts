// Random messages of each release: everything that the release can say, and nothing that it cannot.
import fc from "fast-check";
import type { Message, TopicName, VdaVersion } from "../../../devices/vda5050/model/index.ts";
import { id, timeMs } from "./basics.ts";
import { arbitraryFactsheet } from "./factsheets.ts";
import { orderContents } from "./orders.ts";
import { stateContents } from "./states.ts";
import { zoneContents } from "./zones.ts";

export function arbitraryMessage(version: VdaVersion, topic: TopicName): fc.Arbitrary<Message> {
  const contents: Record<TopicName, fc.Arbitrary<object>> = {
    ...orderContents(version),
    ...zoneContents(version),
    ...stateContents(version),
    factsheet: arbitraryFactsheet(version),
  };
  const header = fc.record({
    headerId: fc.nat(4_294_967_295),
    timestampMs: timeMs,
    version: fc.constant(`${version}.0`),
    manufacturer: id,
    serialNumber: id,
  });
  return fc
    .record({ header, content: contents[topic] })
    .map(({ header: head, content }) => ({ topic, header: head, content }) as unknown as Message);
}
