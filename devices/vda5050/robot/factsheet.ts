// What a virtual robot says that it can.
import type { Factsheet, FactsheetAction, VdaVersion } from "../model/index.ts";
import type { RobotBody } from "./options.ts";

type Scope = FactsheetAction["scopes"][number];

/** Actions by scope. `initPosition` is called `initializePosition` from 3.0. */
const actionScopes: Readonly<Record<string, readonly Scope[]>> = {
  startPause: ["INSTANT"],
  stopPause: ["INSTANT"],
  startCharging: ["INSTANT", "NODE"],
  stopCharging: ["INSTANT", "NODE"],
  initPosition: ["INSTANT", "NODE"],
  stateRequest: ["INSTANT"],
  logReport: ["INSTANT"],
  factsheetRequest: ["INSTANT"],
  cancelOrder: ["INSTANT"],
  pick: ["NODE", "EDGE"],
  drop: ["NODE", "EDGE"],
  detectObject: ["NODE", "EDGE"],
  finePositioning: ["NODE", "EDGE"],
  waitForTrigger: ["NODE"],
};
const from21: typeof actionScopes = {
  enableMap: ["INSTANT", "NODE"],
  downloadMap: ["INSTANT"],
  deleteMap: ["INSTANT"],
};
const from30: typeof actionScopes = {
  trigger: ["INSTANT"],
  downloadZoneSet: ["INSTANT"],
  enableZoneSet: ["INSTANT", "NODE"],
  deleteZoneSet: ["INSTANT"],
  clearInstantActions: ["INSTANT"],
  clearZoneActions: ["INSTANT"],
  startHibernation: ["INSTANT"],
  stopHibernation: ["INSTANT"],
  retry: ["INSTANT"],
  skipRetry: ["INSTANT"],
  updateCertificate: ["INSTANT"],
};

export function supportedActions(version: VdaVersion): Readonly<Record<string, readonly Scope[]>> {
  const { initPosition, ...rest } = actionScopes;
  if (version === "2.0") return actionScopes;
  if (version === "2.1") return { ...actionScopes, ...from21 };
  return { ...rest, initializePosition: initPosition!, ...from21, ...from30 };
}

export const nodesMax = 400;
export const instantActionsMax = 20;

export function robotFactsheet(
  version: VdaVersion,
  body: RobotBody,
  minimumStateInterval: number,
): Factsheet {
  const isThree = version === "3.0";
  return {
    type: {
      seriesName: "peakfleet virtual robot",
      kinematics: "DIFF",
      robotClass: "CARRIER",
      maximumLoadMass: 600,
      localizationTypes: ["NATURAL"],
      navigationTypes: ["VIRTUAL_LINE_GUIDED"],
      ...(isThree ? { supportedZones: ["BLOCKED", "RELEASE", "SPEED_LIMIT"] } : {}),
    },
    physical: {
      minimumSpeed: 0,
      maximumSpeed: body.maximumSpeed,
      maximumAcceleration: body.acceleration,
      maximumDeceleration: body.deceleration,
      ...(isThree ? { maximumAngularSpeed: body.turnSpeed, minimumHeight: 0.3 } : {}),
      maximumHeight: 0.3,
      width: body.width,
      length: body.length,
    },
    stringLimits: { idLength: 128 },
    arrayLimits: { "order.nodes": nodesMax, "order.edges": nodesMax, instantActions: instantActionsMax },
    timing: { minimumOrderInterval: 0, minimumStateInterval },
    optionalParameters: [],
    actions: Object.entries(supportedActions(version)).map(([actionType, scopes]) => ({
      actionType,
      scopes,
      ...(isThree ? { pauseAllowed: true, cancelAllowed: true } : {}),
    })),
    loadPositions: ["deck"],
  };
}
