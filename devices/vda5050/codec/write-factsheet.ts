// Writes factsheets as one release has them. 2.0 has no schema for them; its names are those of 2.1.
import type { Factsheet, FactsheetAction, StringLimits } from "../model/index.ts";
import { present } from "./present.ts";
import { blockingWord, type Release } from "./release.ts";

export function writeFactsheet(factsheet: Factsheet, release: Release): object {
  const { isThree } = release;
  const { type, physical, timing } = factsheet;
  const parts = {
    typeSpecification: present({
      seriesName: type.seriesName,
      seriesDescription: type.description,
      [isThree ? "mobileRobotKinematics" : "agvKinematic"]: type.kinematics,
      [isThree ? "mobileRobotClass" : "agvClass"]: type.robotClass,
      [isThree ? "maximumLoadMass" : "maxLoadMass"]: type.maximumLoadMass,
      localizationTypes: type.localizationTypes,
      navigationTypes: type.navigationTypes,
      supportedZones: isThree ? type.supportedZones : undefined,
    }),
    physicalParameters: isThree
      ? present({ minimumHeight: 0, ...physical })
      : present({
          speedMin: physical.minimumSpeed,
          speedMax: physical.maximumSpeed,
          angularSpeedMin: physical.minimumAngularSpeed,
          angularSpeedMax: physical.maximumAngularSpeed,
          accelerationMax: physical.maximumAcceleration,
          decelerationMax: physical.maximumDeceleration,
          heightMin: physical.minimumHeight,
          heightMax: physical.maximumHeight,
          width: physical.width,
          length: physical.length,
        }),
    protocolLimits: {
      [isThree ? "maximumStringLengths" : "maxStringLens"]: writeStringLimits(
        factsheet.stringLimits,
        release,
      ),
      [isThree ? "maximumArrayLengths" : "maxArrayLens"]: { ...factsheet.arrayLimits },
      timing: present(
        isThree
          ? { ...timing }
          : {
              minOrderInterval: timing.minimumOrderInterval,
              minStateInterval: timing.minimumStateInterval,
              defaultStateInterval: timing.defaultStateInterval,
              visualizationInterval: timing.visualizationInterval,
            },
      ),
    },
    protocolFeatures: {
      optionalParameters: factsheet.optionalParameters.map((entry) => ({ ...entry })),
      [isThree ? "mobileRobotActions" : "agvActions"]: factsheet.actions.map((action) =>
        writeAction(action, release),
      ),
    },
    [isThree ? "mobileRobotGeometry" : "agvGeometry"]: {},
    loadSpecification: present({ loadPositions: factsheet.loadPositions }),
  };
  return parts;
}

function writeStringLimits(limits: StringLimits, { isThree }: Release): object {
  return present(
    isThree
      ? {
          maximumMessageLength: limits.messageLength,
          maximumTopicSerialLength: limits.topicSerialLength,
          maximumTopicElementLength: limits.topicElementLength,
          maximumIdLength: limits.idLength,
          idNumericalOnly: limits.idNumericalOnly,
          maximumLoadIdLength: limits.loadIdLength,
        }
      : {
          msgLen: limits.messageLength,
          topicSerialLen: limits.topicSerialLength,
          topicElemLen: limits.topicElementLength,
          idLen: limits.idLength,
          idNumericalOnly: limits.idNumericalOnly,
          loadIdLen: limits.loadIdLength,
        },
  );
}

function writeAction(action: FactsheetAction, release: Release): object {
  const { isThree } = release;
  const blocking = action.blockingTypes?.map((word) => blockingWord(release, word));
  return present({
    actionType: action.actionType,
    actionDescription: action.description,
    actionScopes: isThree ? action.scopes : action.scopes.filter((scope) => scope !== "ZONE"),
    actionParameters: action.parameters?.map(({ key, dataType, description, isOptional }) =>
      present({
        key,
        valueDataType: isThree && dataType === "FLOAT" ? "NUMBER" : dataType,
        description,
        isOptional,
      }),
    ),
    [isThree ? "actionResult" : "resultDescription"]: action.resultDescription,
    // The schema of 2.1 has the words' list on the array itself, so that no array is valid there; the field is optional.
    blockingTypes: release.version === "2.1" ? undefined : blocking && [...new Set(blocking)],
    pauseAllowed: isThree ? (action.pauseAllowed ?? false) : undefined,
    cancelAllowed: isThree ? (action.cancelAllowed ?? false) : undefined,
  });
}
