// The place where the pod stood at the start; the nearest free one should another pod stand there, or no way lead there.
import { unreachable } from "../../state/geometry.ts";
import { because } from "../because.ts";
import type { PodStorageRule } from "../rule.ts";
import { nearest } from "./nearest.ts";
import { becausePlace } from "./place-reason.ts";
import { routeSteps } from "./route.ts";

export const fixed: PodStorageRule = {
  choose(context, robot, pod, station) {
    const home = context.storage.state.home[pod];
    const suits =
      home >= 0 && context.storage.isFree(home) && routeSteps(context, robot, station)[home] !== unreachable;
    return suits ? home : nearest.choose(context, robot, pod, station);
  },
  explain: (context, robot, pod, station, place) =>
    becausePlace(context, robot, station, place, (steps) =>
      place === context.storage.state.home[pod] ? because("own-place") : because("own-place-taken", steps),
    ),
};
