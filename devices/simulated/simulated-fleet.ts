// Robots that exist only in a world: the port to a simulated site.
import type { RobotPort } from "../../controller/robot-port.ts";
import type { Commands, Observation, PlannedFault } from "../../sim/model/index.ts";
import type { World, WorldSnapshot } from "../../sim/world/index.ts";

export class SimulatedFleet implements RobotPort {
  constructor(private readonly world: World) {}

  observe(): Observation {
    return this.world.observation;
  }
  /** Takes one step of the world. */
  apply(commands: Commands): void {
    this.world.step(commands);
  }

  /** Lets a fault happen in a step to come. */
  inject(fault: PlannedFault): void {
    this.world.inject(fault);
  }
  get injected(): readonly PlannedFault[] {
    return this.world.injected;
  }

  snapshot(): WorldSnapshot {
    return this.world.snapshot();
  }
  restore(snapshot: WorldSnapshot): void {
    this.world.restore(snapshot);
  }
}
