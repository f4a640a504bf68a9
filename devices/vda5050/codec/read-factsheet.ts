// Reads factsheets of any release. Robots exist that answer with a header only: that is refused, not guessed.
import type { Factsheet, FactsheetAction, FactsheetParameter, StringLimits } from "../model/index.ts";
import { present } from "./present.ts";
import type { Reader } from "./reader.ts";

export function readFactsheet(source: Reader): Factsheet {
  const type = source.object("typeSpecification");
  const physical = source.object("physicalParameters");
  const limits = source.optionalObject("protocolLimits");
  const timing = limits?.optionalObject("timing");
  const features = source.optionalObject("protocolFeatures");
  return present({
    type: present({
      seriesName: type.text("seriesName"),
      description: type.optionalText("seriesDescription"),
      kinematics: type.text("mobileRobotKinematics", "mobileRobotKinematic", "agvKinematic"),
      robotClass: type.text("mobileRobotClass", "agvClass"),
      maximumLoadMass: type.number("maximumLoadMass", "maxLoadMass"),
      localizationTypes: type.optionalTexts("localizationTypes") ?? [],
      navigationTypes: type.optionalTexts("navigationTypes") ?? [],
      supportedZones: type.optionalTexts("supportedZones"),
    }),
    physical: present({
      minimumSpeed: physical.number("minimumSpeed", "speedMin"),
      maximumSpeed: physical.number("maximumSpeed", "speedMax"),
      minimumAngularSpeed: physical.optionalNumber("minimumAngularSpeed", "angularSpeedMin"),
      maximumAngularSpeed: physical.optionalNumber("maximumAngularSpeed", "angularSpeedMax"),
      maximumAcceleration: physical.number("maximumAcceleration", "accelerationMax"),
      maximumDeceleration: physical.number("maximumDeceleration", "decelerationMax"),
      minimumHeight: physical.optionalNumber("minimumHeight", "heightMin"),
      maximumHeight: physical.number("maximumHeight", "heightMax"),
      width: physical.number("width"),
      length: physical.number("length"),
    }),
    stringLimits: readStringLimits(limits?.optionalObject("maximumStringLengths", "maxStringLens")),
    arrayLimits: readArrayLimits(limits?.optionalObject("maximumArrayLengths", "maxArrayLens")),
    timing: present({
      minimumOrderInterval: timing?.optionalNumber("minimumOrderInterval", "minOrderInterval") ?? 0,
      minimumStateInterval: timing?.optionalNumber("minimumStateInterval", "minStateInterval") ?? 0,
      defaultStateInterval: timing?.optionalNumber("defaultStateInterval"),
      visualizationInterval: timing?.optionalNumber("visualizationInterval"),
    }),
    optionalParameters:
      features?.optionalList(
        (entry) =>
          present({
            parameter: entry.text("parameter"),
            support: entry.word(["SUPPORTED", "REQUIRED"], "support"),
            description: entry.optionalText("description"),
          }),
        "optionalParameters",
      ) ?? [],
    actions: features?.optionalList(readAction, "mobileRobotActions", "agvActions") ?? [],
    loadPositions: source.optionalObject("loadSpecification")?.optionalTexts("loadPositions"),
  });
}

function readStringLimits(source: Reader | undefined): StringLimits {
  if (source === undefined) return {};
  return present({
    messageLength: source.optionalCount("maximumMessageLength", "msgLen"),
    topicSerialLength: source.optionalCount("maximumTopicSerialLength", "topicSerialLen"),
    topicElementLength: source.optionalCount("maximumTopicElementLength", "topicElemLen"),
    idLength: source.optionalCount("maximumIdLength", "idLen"),
    idNumericalOnly: source.optionalFlag("idNumericalOnly"),
    loadIdLength: source.optionalCount("maximumLoadIdLength", "loadIdLen"),
  });
}
/** 0 means "no limit said", as the standard's own examples use it. */
function readArrayLimits(source: Reader | undefined): Readonly<Record<string, number>> {
  const limits: Record<string, number> = {};
  for (const key of source?.keys() ?? []) {
    const value = source!.optionalNumber(key);
    if (value !== undefined && value > 0) limits[key] = value;
  }
  return limits;
}

function readAction(source: Reader): FactsheetAction {
  const scopes = ["INSTANT", "NODE", "EDGE", "ZONE"] as const;
  const blocking = ["NONE", "SOFT", "SINGLE", "HARD"] as const;
  return present({
    actionType: source.text("actionType"),
    description: source.optionalText("actionDescription"),
    scopes: knownWords(source.optionalTexts("actionScopes") ?? [], scopes),
    parameters: source.optionalList(readParameter, "actionParameters"),
    resultDescription: source.optionalText("actionResult", "resultDescription"),
    blockingTypes: source.has("blockingTypes")
      ? knownWords(source.optionalTexts("blockingTypes") ?? [], blocking)
      : undefined,
    pauseAllowed: source.optionalFlag("pauseAllowed"),
    cancelAllowed: source.optionalFlag("cancelAllowed"),
  });
}
function knownWords<Word extends string>(texts: readonly string[], words: readonly Word[]): readonly Word[] {
  return words.filter((word) => texts.some((text) => text.toUpperCase() === word));
}
function readParameter(source: Reader): FactsheetParameter {
  return present({
    key: source.text("key"),
    dataType: source.word(
      ["BOOL", "NUMBER", "INTEGER", "FLOAT", "STRING", "OBJECT", "ARRAY"],
      "valueDataType",
    ),
    description: source.optionalText("description"),
    isOptional: source.optionalFlag("isOptional"),
  });
}
