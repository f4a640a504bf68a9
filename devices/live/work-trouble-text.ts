// What is odd with a robot's load and what to do about it, for people: English and Chinese.
import type { ReasonLanguage, ReasonText } from "../vda5050/index.ts";
import type { WorkTrouble } from "./fleet-work-port.ts";

const texts: Readonly<
  Record<WorkTrouble["kind"], Readonly<Record<ReasonLanguage, readonly [why: string, todo: string]>>>
> = {
  "pick-failed": {
    en: [
      "has failed to lift its load again and again",
      "See what is in the way of the lift, then confirm here",
    ],
    zh: ["多次举升失败", "检查举升受阻的原因，然后在此确认"],
  },
  "drop-failed": {
    en: ["has failed to set its load down again and again", "See what is in the way, then confirm here"],
    zh: ["多次放下失败", "检查受阻的原因，然后在此确认"],
  },
  "load-lost": {
    en: [
      "does not have the load any more that it was given",
      "Put the load back on it, or let both stand at a free place, then confirm here",
    ],
    zh: ["其载荷已不在车上", "将载荷放回车上，或使车与载荷停在空闲货位，然后在此确认"],
  },
  "load-unknown": {
    en: ["carries what it was not told to carry", "Find out what it is and take it off, then confirm here"],
    zh: ["载有未下达的载荷", "查明该载荷并取下，然后在此确认"],
  },
  "load-elsewhere": {
    en: ["says that it has a load that another robot has", "See which of the two has it, then confirm here"],
    zh: ["上报的载荷已在另一台机器人上", "查明载荷究竟在哪台车上，然后在此确认"],
  },
};

/** The load's name stands behind the why. */
export function troubleText({ kind, load }: WorkTrouble, language: ReasonLanguage): ReasonText {
  const [why, todo] = texts[kind][language];
  return { why: load === "" ? why : language === "zh" ? `${why}（${load}）` : `${why} (${load})`, todo };
}
