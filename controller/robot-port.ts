// The brain's port to its robots and their site. The simulated fleet and a fleet behind a broker both implement it, so that
// the same brain drives either.
import type { Commands, Observation } from "../sim/model/index.ts";

export interface RobotPort {
  /**
   * The site as it is known now: exact in simulation, the newest reports of a live fleet. The object may be reused; it is
   * valid until the next `apply`.
   */
  observe(): Observation;
  /**
   * Hands commands over. The simulated fleet takes one step; a live fleet sends what is new and returns at once, and what
   * came of it shows in later observations. A robot busy in the last observation is not told anything.
   */
  apply(commands: Commands): void;
}
