// What most robot → task rules can say: how far the robot is from the pod.
import type { Explanation } from "../../../controller-port.ts";
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";

type WayCode = "nearest-robot" | "least-total-way" | "nearest-pair-first" | "most-regret-first";

export function becauseWay(context: DispatchContext, code: WayCode, pod: number, robot: number): Explanation {
  const { geometry, observation } = context;
  return because(code, geometry.manhattan(observation.robots.cell[robot], observation.pods.cell[pod]));
}
