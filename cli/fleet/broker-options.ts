// Options by which commands reach a broker.
import { type Command, Option } from "commander";
import type { BrokerAddress } from "../../devices/vda5050/edge/index.ts";
import type { CliContext } from "../context.ts";
import { brokerUrlValue, readableFileValue } from "../option-values.ts";

export interface BrokerWords {
  readonly broker: string;
  readonly user?: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly mqtt: "3.1.1" | "5";
}

export const brokerUrlDefault = "mqtt://127.0.0.1:1883";

export function addBrokerOptions(command: Command, { text }: CliContext): Command {
  return command
    .option("--broker <url>", text.fleet.brokerUrl, brokerUrlValue, brokerUrlDefault)
    .option("--user <name>", text.fleet.user)
    .option("--ca <file>", text.fleet.ca, readableFileValue)
    .option("--cert <file>", text.fleet.cert, readableFileValue)
    .option("--key <file>", text.fleet.key, readableFileValue)
    .addOption(new Option("--mqtt <version>", text.fleet.mqtt).choices(["3.1.1", "5"]).default("3.1.1"));
}

/** The password never stands on a command line, where every user of the machine could read it. */
export function brokerAddress({ broker, user, ca, cert, key, mqtt }: BrokerWords): BrokerAddress {
  const password = process.env.PEAKFLEET_MQTT_PASSWORD;
  return {
    url: broker,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(ca === undefined ? {} : { caFile: ca }),
    ...(cert === undefined ? {} : { certFile: cert }),
    ...(key === undefined ? {} : { keyFile: key }),
    protocolVersion: mqtt === "5" ? 5 : 4,
  };
}
