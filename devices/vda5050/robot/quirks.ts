// What real robots have been seen to do otherwise than the standard says. Each can be switched on by name, so that the fleet
// side is tried against bad robots.

export const quirks = {
  "instant-actions-key": "understands instant actions under the key `instantActions` only",
  "stitching-action-twice": "a finished action that comes again with the stitching node waits for ever",
  "literal-version": "drops messages whose version is not letter by letter its own",
  "connection-qos-0": "publishes its connection with QoS 0",
  "empty-factsheet": "answers a factsheet request with a header only",
  "silent-non-json": "drops what is not JSON without an error",
  "accepts-other-order": "takes a different order while one is active",
  "repeats-update": "carries an update out again when it is repeated",
  "keeps-passed-nodes": "keeps passed nodes in nodeStates until the order ends",
  "cancel-stays-waiting": "cancels, but leaves cancelOrder WAITING",
  "timestamps-without-z": "leaves the Z out of its times",
  "null-battery": "sends null for what it does not know of its battery",
  "version-echo": "writes the version of the last order into its headers",
  "no-last-will": "registers no last will",
  "online-not-retained": "does not retain its connection",
  "ignores-released": "drives on over nodes that are not released",
  "keeps-node-states": "never empties nodeStates",
  "silent-rejection": "rejects orders without an error",
  "ignores-actions-key": "ignores instant actions under the key `actions`",
  "keeps-edge-states": "keeps edges in edgeStates",
  "bogus-finished": "answers unknown instant actions and an idle cancelOrder with FINISHED",
  "malformed-fatal": "reports a message that it cannot read as FATAL",
  "charge-fraction": "reports its charge from 0 to 1",
} as const satisfies Readonly<Record<string, string>>;
export type Quirk = keyof typeof quirks;
export const quirkNames = Object.keys(quirks) as readonly Quirk[];
