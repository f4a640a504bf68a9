// Sees to it that a robot has the right maps enabled before it gets an order (from 2.1 on; robots of 2.0 do not say).
import type { RobotMap, RobotState } from "../model/index.ts";
import { Errand } from "./errand.ts";
import type { Hindrance } from "./hindrance.ts";
import type { LinkVoice } from "./link-voice.ts";
import type { MapHabit } from "./profile.ts";

/** A map that has to be enabled. Without a version any is right. */
export interface WantedMap {
  readonly mapId: string;
  readonly mapVersion?: string;
  /** Where robots can get it. */
  readonly downloadLink?: string;
  readonly hash?: string;
}

export class MapKeeper {
  private readonly errand: Errand;

  constructor(
    private readonly voice: LinkVoice,
    private readonly habit: MapHabit,
  ) {
    this.errand = new Errand(voice);
  }

  get errands(): readonly Errand[] {
    return [this.errand];
  }
  /** What is missing, if something is. */
  lack(
    { maps }: RobotState,
    wanted: readonly WantedMap[],
  ): (Hindrance & { readonly map: WantedMap }) | undefined {
    if (this.habit === "ignore" || maps === undefined) return undefined;
    // Robots of 2.1 need not list their maps.
    if (maps.length === 0 && this.voice.codec.version !== "3.0") return undefined;
    const map = wanted.find((one) => !maps.some((own) => isRight(own, one) && own.status === "ENABLED"));
    if (map === undefined) return undefined;
    const canDo = maps.some((own) => isRight(own, map)) || map.downloadLink !== undefined;
    const isHopeless = this.habit !== "manage" || !canDo || this.errand.isHopeless;
    const own = maps.filter(({ mapId, status }) => mapId === map.mapId && status === "ENABLED");
    const has = own.map(({ mapId, mapVersion }) => `${mapId} ${mapVersion}`).join(", ");
    const wants = `${map.mapId} ${map.mapVersion ?? ""}`.trim();
    const detail = [has === "" ? wants : `${has} ≠ ${wants}`, this.errand.last]
      .filter((text) => text !== "")
      .join(": ");
    return { code: isHopeless ? "wrong-map" : "preparing", detail, map };
  }
  /** Downloads or enables what is missing. */
  press(state: RobotState, wanted: readonly WantedMap[], nowMs: number): void {
    const lack = this.lack(state, wanted);
    if (lack === undefined) this.errand.reset();
    if (lack?.code !== "preparing") return;
    const { map } = lack;
    const here = state.maps!.find((own) => isRight(own, map));
    const parameters = [{ key: "mapId", value: map.mapId }];
    const version = here?.mapVersion ?? map.mapVersion;
    if (version !== undefined) parameters.push({ key: "mapVersion", value: version });
    if (here !== undefined) this.errand.press("enableMap", parameters, nowMs);
    else {
      parameters.push({ key: "mapDownloadLink", value: map.downloadLink! });
      if (map.hash !== undefined) parameters.push({ key: "mapHash", value: map.hash });
      this.errand.press("downloadMap", parameters, nowMs);
    }
  }
}

function isRight(own: RobotMap, { mapId, mapVersion }: WantedMap): boolean {
  return own.mapId === mapId && (mapVersion === undefined || own.mapVersion === mapVersion);
}
