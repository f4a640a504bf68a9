// Whether a robot has something left to drive or to do.
import type { RobotState } from "../model/index.ts";

/**
 * Robots that keep passed nodes in their list are not busy with those.
 * @param deadOrderId an order that the robot has said to be cancelled; what it lists of that one does not count.
 * @param isInstant whether an action is an instant one, which up to 2.1 stand among those of orders.
 */
export function isBusy(
  { nodeStates, lastNodeSequenceId, actionStates, driving, orderId }: RobotState,
  deadOrderId: string | null,
  isInstant: (actionId: string) => boolean,
): boolean {
  if (driving) return true;
  const drives = nodeStates.some(({ sequenceId }) => sequenceId > lastNodeSequenceId);
  if (drives && orderId !== deadOrderId) return true;
  return actionStates.some(
    ({ actionId, status }) => status !== "FINISHED" && status !== "FAILED" && !isInstant(actionId),
  );
}
