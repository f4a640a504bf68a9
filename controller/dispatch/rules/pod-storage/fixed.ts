// The place where the pod stood at the start; the nearest free one should another pod stand there.
import type { PodStorageRule } from "../rule.ts";
import { nearest } from "./nearest.ts";

export const fixed: PodStorageRule = {
  choose(context, robot, pod, station) {
    const home = context.storage.state.home[pod];
    return home >= 0 && context.storage.isFree(home) ? home : nearest.choose(context, robot, pod, station);
  },
};
