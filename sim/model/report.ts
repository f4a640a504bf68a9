// What a robot that nobody simulates says of itself.
import type { Activity } from "./robot.ts";

export interface RobotReport {
  /** Cell that it reached last. */
  readonly cell: number;
  readonly heading: number;
  /** Cell that it is on its way to, −1 = it stands. */
  readonly entering: number;
  /** Pod on it, −1 = none. */
  readonly pod: number;
  /** Lifting, setting down or charging; anything else: what follows from the rest. */
  readonly activity: Activity;
  /** Takes no new action: it is in the middle of one, or not yet where it is to stand. */
  readonly busy: boolean;
  /** Does not go on until somebody or something helps it. */
  readonly out: boolean;
  /** It is not known to stand anywhere: its cell is where it was last, and it is in nobody's way there. */
  readonly absent: boolean;
  /** Share of a full battery. */
  readonly charge: number;
}
