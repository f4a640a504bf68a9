// What a fleet is for: transport orders between named places, or the orders of a warehouse. The order desk and the live loop each
// see their side of it.
import {
  type ChargerFailure,
  ChargingWork,
  type FleetWork,
  type LoadWord,
  SiteOrders,
  TransportOrders,
} from "../../devices/live/index.ts";
import type { FleetOrders, NewOrder } from "../../devices/orders/index.ts";
import { identityText } from "../../devices/vda5050/index.ts";
import type { FleetFile } from "../../scenarios/node/index.ts";
import type { Fault } from "../api/index.ts";

export interface FleetTask {
  readonly work: FleetWork;
  readonly orders: FleetOrders;
  /** What is wrong with an order for this site; empty: nothing. */
  checkOrder(order: NewOrder): readonly Fault[];
  /** Orders of which nobody knows where their load is. */
  loadsUnknown?(): readonly string[];
  /** Chargers at which a robot was not charged. */
  chargersFailed?(): readonly ChargerFailure[];
  /** What the robot carries belongs to nothing that it does, as far as loads are this task's to know. */
  isStray?(robot: number): boolean;
  /** No charger has charged it: a person has to look. */
  cannotCharge?(robot: number): boolean;
  /** A person says where the load is. False: it is known, or there is no such order. */
  decideLoad?(id: string, word: LoadWord): boolean;
}

export interface TaskRequest {
  readonly file: FleetFile;
  readonly places: ReadonlyMap<string, number>;
  /** Unique among runs; letters and digits. */
  readonly runName: string;
  /** Orders for which robots have been told to act. */
  readonly acted: ReadonlySet<string>;
}

export function transportTask({ file, places, runName, acted }: TaskRequest): FleetTask {
  const transports = new TransportOrders({
    robotCount: file.robots.length,
    robotName: (robot) => identityText(file.robots[robot]!.identity),
    runName,
    cancelledLoads: file.cancelledLoads,
  });
  const charging = new ChargingWork({
    work: transports,
    robotCount: file.robots.length,
    chargers: file.chargers.map(({ name, place }) => ({ name, place })),
    policy: file.charging,
    runName,
  });
  return {
    work: file.chargers.length > 0 ? charging : transports,
    orders: new SiteOrders(transports, places, acted),
    checkOrder: (order) => {
      if (order.kind !== "transport")
        return [
          {
            where: "body.kind",
            expected: '"transport"',
            found: JSON.stringify(order.kind),
            advice: "This fleet carries things from place to place.",
          },
        ];
      return (["from", "to"] as const).flatMap((field) =>
        places.has(order[field])
          ? []
          : [
              {
                where: `body.${field}`,
                expected: "a place of this site",
                found: order[field],
                advice: "List stations at /v1/stations; c12 is the cell with that number.",
              },
            ],
      );
    },
    chargersFailed: () => charging.failedChargers,
    isStray: (robot) => !transports.hasWork(robot),
    cannotCharge: (robot) => charging.cannotCharge(robot),
    loadsUnknown: () => transports.unclear.map(({ id }) => id),
    decideLoad: (id, word) => transports.decide(id, word),
  };
}
