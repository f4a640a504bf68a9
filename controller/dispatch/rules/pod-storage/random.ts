// Any free place that the robot can carry the pod to.
import { because } from "../because.ts";
import type { PodStorageRule } from "../rule.ts";
import { becausePlace } from "./place-reason.ts";
import { routeSteps } from "./route.ts";

export const random: PodStorageRule = {
  choose(context, robot, _pod, station) {
    return context.storage.randomFree(context.randomPlace, routeSteps(context, robot, station));
  },
  explain: (context, robot, _pod, station, place) =>
    becausePlace(context, robot, station, place, () => because("drawn-at-random", context.storage.freeCount)),
};
