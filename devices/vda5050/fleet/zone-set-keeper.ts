// Sees to it that a robot of 3.0 has the zone set in force enabled before it gets an order, and that old ones do not pile up.
import type { RobotState, ZoneSet, ZoneSetState } from "../model/index.ts";
import type { ZonePlan } from "../zones/index.ts";
import { Errand } from "./errand.ts";
import type { Hindrance } from "./hindrance.ts";
import type { LinkVoice } from "./link-voice.ts";
import type { LinkSettings } from "./settings.ts";

const sendsMax = 5;
/** Sets of one map that a robot keeps; older ones are deleted. */
const keptMax = 3;

export class ZoneSetKeeper {
  private readonly enabling: Errand;
  private readonly deleting: Errand;
  private sent: { readonly zoneSetId: string; count: number; ms: number } | null = null;

  constructor(
    private readonly voice: LinkVoice,
    private readonly settings: LinkSettings,
    private readonly plan: ZonePlan,
    /** Where sets can be got that are too large for a message, by id. */
    private readonly links: Readonly<Record<string, string>>,
  ) {
    this.enabling = new Errand(voice);
    this.deleting = new Errand(voice);
  }

  get errands(): readonly Errand[] {
    return [this.enabling, this.deleting];
  }
  /** @param zonesMax zones that the robot takes in a set. */
  lack(
    zoneSets: readonly ZoneSetState[],
    mapIds: readonly string[],
    zonesMax: number,
  ): Hindrance | undefined {
    const set = this.missing(zoneSets, mapIds);
    if (set === undefined) return undefined;
    const isTooLong = set.zones.length > zonesMax;
    const isHopeless = isTooLong || this.enabling.isHopeless || (this.sent?.count ?? 0) >= sendsMax;
    const detail = isTooLong ? `${set.zoneSetId}: ${set.zones.length} > ${zonesMax}` : set.zoneSetId;
    return { code: isHopeless ? "wrong-zones" : "preparing", detail };
  }
  press({ zoneSets = [] }: RobotState, mapIds: readonly string[], nowMs: number): void {
    const set = this.missing(zoneSets, mapIds);
    if (set === undefined) {
      this.enabling.reset();
      this.sent = null;
      this.tidy(zoneSets, mapIds, nowMs);
      return;
    }
    const { zoneSetId } = set;
    const id = { key: "zoneSetId", value: zoneSetId };
    if (zoneSets.some((own) => own.zoneSetId === zoneSetId))
      this.enabling.press("enableZoneSet", [id], nowMs);
    else if (this.links[zoneSetId] !== undefined)
      this.enabling.press(
        "downloadZoneSet",
        [id, { key: "zoneSetDownloadLink", value: this.links[zoneSetId]! }],
        nowMs,
      );
    else this.send(set, nowMs);
  }
  /** A person has looked. */
  reset(): void {
    this.enabling.reset();
    this.sent = null;
  }

  private missing(zoneSets: readonly ZoneSetState[], mapIds: readonly string[]): ZoneSet | undefined {
    return mapIds
      .flatMap((mapId) => this.plan.setOf(mapId) ?? [])
      .find(
        ({ zoneSetId }) => !zoneSets.some((own) => own.zoneSetId === zoneSetId && own.status === "ENABLED"),
      );
  }
  /** Again when no state shows it. */
  private send(set: ZoneSet, nowMs: number): void {
    if (this.sent?.zoneSetId !== set.zoneSetId)
      this.sent = { zoneSetId: set.zoneSetId, count: 0, ms: -Infinity };
    const { sent } = this;
    if (nowMs - sent.ms < this.settings.askMs * 2 ** sent.count || sent.count >= sendsMax) return;
    sent.count += 1;
    sent.ms = nowMs;
    this.voice.say("zoneSet", set, nowMs, null);
  }
  private tidy(zoneSets: readonly ZoneSetState[], mapIds: readonly string[], nowMs: number): void {
    for (const mapId of mapIds) {
      const own = zoneSets.filter((one) => one.mapId === mapId);
      const old = own.find(({ status }) => status === "DISABLED");
      if (own.length > keptMax && old !== undefined)
        this.deleting.press("deleteZoneSet", [{ key: "zoneSetId", value: old.zoneSetId }], nowMs);
    }
  }
}
