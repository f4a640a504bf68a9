// Options by which commands reach a broker.
import type { Command } from "commander";
import type { BrokerAddress } from "../../devices/vda5050/edge/index.ts";
import type { CliContext } from "../context.ts";

export interface BrokerWords {
  readonly broker: string;
  readonly user?: string;
  readonly ca?: string;
}

export const brokerUrlDefault = "mqtt://127.0.0.1:1883";

export function addBrokerOptions(command: Command, { text }: CliContext): Command {
  return command
    .option("--broker <url>", text.fleet.brokerUrl, brokerUrlDefault)
    .option("--user <name>", text.fleet.user)
    .option("--ca <file>", text.fleet.ca);
}

/** The password never stands on a command line, where every user of the machine could read it. */
export function brokerAddress({ broker, user, ca }: BrokerWords): BrokerAddress {
  const password = process.env.PEAKFLEET_MQTT_PASSWORD;
  return {
    url: broker,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(ca === undefined ? {} : { caFile: ca }),
  };
}
