// Any free place.
import type { PodStorageRule } from "../rule.ts";

export const random: PodStorageRule = {
  choose: (context) => context.storage.randomFree(context.randomPlace),
};
