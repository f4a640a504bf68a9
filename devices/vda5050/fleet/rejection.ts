// Which error is the answer to what we sent, and what kind of no it is.
import type { RobotError } from "../model/index.ts";

/**
 * transient: the same may work soon; position: the robot is not where the order begins; sequence: an update that does not
 * fit what the robot has; capability: it will never work with this robot; map: the map is not there yet.
 */
export type RejectionKind = "transient" | "position" | "sequence" | "capability" | "map";

/** By error types of 2.x and 3.0, bare: upper case, no underscores. */
const kinds: Readonly<Record<string, RejectionKind>> = {
  OTHERORDERACTIVE: "transient",
  MOBILEROBOTNOTAVAILABLE: "transient",
  INSUFFICIENTMEMORY: "transient",
  LOCALIZATIONERROR: "position",
  STARTNODEOUTOFRANGE: "position",
  NOROUTEERROR: "position",
  NOROUTETOTARGET: "position",
  NODEUNREACHABLE: "position",
  ORDERUPDATEERROR: "sequence",
  OUTDATEDORDERUPDATE: "sequence",
  SAMEORDERUPDATEID: "sequence",
  ORDERUPDATEFOLLOWINGCANCEL: "sequence",
  VALIDATIONERROR: "capability",
  VALIDATIONFAILURE: "capability",
  UNSUPPORTEDPARAMETER: "capability",
  INVALIDORDERACTION: "capability",
  UNKNOWNMAPID: "map",
  // 2.x says no more than this of most rejections.
  ORDERERROR: "transient",
};

export function rejectionKind({ errorType }: RobotError): RejectionKind | undefined {
  return kinds[errorType.replaceAll("_", "").toUpperCase()];
}

/**
 * The error that answers this message, if there is one: by its references. An error without references counts if it is of an
 * order's kind and was not there before the message was sent.
 */
export function answeringError(
  errors: readonly RobotError[],
  orderId: string,
  updateId: number,
  before: ReadonlySet<string>,
): RobotError | undefined {
  return errors.find((error) => {
    const value = (key: string) => error.references.find((reference) => reference.key === key)?.value;
    const named = value("orderId");
    if (named !== undefined) {
      const update = value("orderUpdateId");
      return named === orderId && (update === undefined || Number(update) === updateId);
    }
    return (
      error.references.length === 0 &&
      rejectionKind(error) !== undefined &&
      !before.has(errorSignature(error))
    );
  });
}

export function errorSignature({ errorType, references, description = "" }: RobotError): string {
  return `${errorType}|${references.map(({ key, value }) => `${key}=${value}`).join(",")}|${description}`;
}
