// Any free place that the robot can carry the pod to.
import type { PodStorageRule } from "../rule.ts";
import { routeSteps } from "./route.ts";

export const random: PodStorageRule = {
  choose(context, robot, _pod, station) {
    return context.storage.randomFree(context.randomPlace, routeSteps(context, robot, station));
  },
};
