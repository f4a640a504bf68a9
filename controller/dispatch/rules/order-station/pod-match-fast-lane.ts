// Pod matching with a fast lane.
import { withFastLane } from "./fast-lane.ts";
import { podMatch } from "./pod-match.ts";

export const podMatchFastLane = withFastLane(podMatch);
