// What one virtual robot offers: its factsheet, and what that means for messages.
import type { Factsheet, FactsheetAction, Json, VdaVersion } from "../model/index.ts";
import { robotFactsheet } from "./factsheet.ts";
import { orderBreach } from "./judge-limits.ts";
import type { RobotBody, VirtualRobotOptions } from "./options.ts";

export class Offer {
  readonly factsheet: Factsheet;
  private readonly isOwn: boolean;

  constructor(version: VdaVersion, body: RobotBody, options: VirtualRobotOptions) {
    const own = robotFactsheet(version, body, (options.stateIntervalMsMin ?? 200) / 1000);
    this.isOwn = options.factsheet === undefined;
    this.factsheet = options.factsheet?.(own) ?? own;
  }

  get nodesMax(): number {
    return this.factsheet.arrayLimits["order.nodes"] ?? Infinity;
  }
  get instantActionsMax(): number {
    return this.factsheet.arrayLimits.instantActions ?? Infinity;
  }
  get actions(): readonly FactsheetAction[] {
    return this.factsheet.actions;
  }
  has(actionType: string, scope: FactsheetAction["scopes"][number]): boolean {
    return this.actions.some((action) => action.actionType === actionType && action.scopes.includes(scope));
  }
  /** What in an order goes beyond the factsheet; robots with a factsheet of their own choice look closely. */
  breach(payload: Uint8Array): string | undefined {
    if (this.isOwn) return undefined;
    return orderBreach(JSON.parse(new TextDecoder().decode(payload)) as Json, this.factsheet);
  }
}
