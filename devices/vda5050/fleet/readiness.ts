// What has to be in order at a robot before it gets an order, beside what its state forbids: awake, its factsheet known, the
// right maps and zone sets enabled. Brings about what it can by instant actions.
import type { RobotState } from "../model/index.ts";
import type { ZonePlan } from "../zones/index.ts";
import { Errand } from "./errand.ts";
import type { Hindrance } from "./hindrance.ts";
import type { InstantOutcome } from "./instant-tracker.ts";
import type { LinkVoice } from "./link-voice.ts";
import { MapKeeper, type WantedMap } from "./map-keeper.ts";
import type { RobotProfile } from "./profile.ts";
import type { RobotWatch } from "./robot-watch.ts";
import type { LinkSettings } from "./settings.ts";
import { ZoneSetKeeper } from "./zone-set-keeper.ts";

export interface ReadinessOptions {
  readonly maps: readonly WantedMap[];
  readonly plan: ZonePlan | null;
  readonly zoneSetLinks: Readonly<Record<string, string>>;
  readonly profile: RobotProfile;
}

/** A robot that says nothing of itself by then is asked for its factsheet. */
const factsheetPatienceMs = 5_000;

export class Readiness {
  private readonly waking: Errand;
  private readonly asking: Errand;
  private readonly maps: MapKeeper;
  private readonly zoneSets: ZoneSetKeeper | null;
  private knownSinceMs: number | null = null;
  private wantsAwake = false;

  constructor(
    private readonly options: ReadinessOptions,
    private readonly watch: RobotWatch,
    voice: LinkVoice,
    settings: LinkSettings,
  ) {
    const { plan, profile, zoneSetLinks } = options;
    this.waking = new Errand(voice);
    this.asking = new Errand(voice);
    this.maps = new MapKeeper(voice, profile.maps);
    const canZones = plan !== null && profile.version === "3.0" && profile.zoneSets === "manage";
    this.zoneSets = canZones ? new ZoneSetKeeper(voice, settings, plan, zoneSetLinks) : null;
  }

  /** What keeps an order back; `mapIds`: maps that the robot is or is to be on. */
  lack(state: RobotState, mapIds: readonly string[]): Hindrance | undefined {
    if (this.watch.isHibernating)
      return { code: this.wantsAwake ? "waking" : "hibernating", detail: this.waking.last };
    const map = this.maps.lack(state, this.wanted(mapIds));
    if (map !== undefined) return { code: map.code, detail: map.detail };
    return this.usesZones(state) ? this.zoneSets!.lack(state.zoneSets!, mapIds, this.zonesMax) : undefined;
  }

  /** @param hasWork something is waiting to be sent. */
  press(state: RobotState, mapIds: readonly string[], hasWork: boolean, nowMs: number): void {
    this.wantsAwake = hasWork && this.watch.isHibernating;
    if (this.watch.isHibernating) {
      if (hasWork) this.waking.press("stopHibernation", [], nowMs);
      return;
    }
    this.waking.reset();
    this.knownSinceMs ??= nowMs;
    if (this.watch.factsheet === null && nowMs - this.knownSinceMs >= factsheetPatienceMs)
      this.asking.press("factsheetRequest", [], nowMs);
    // Maps are not changed under a robot that drives.
    if (state.driving) return;
    this.maps.press(state, this.wanted(mapIds), nowMs);
    if (this.usesZones(state)) this.zoneSets!.press(state, mapIds, nowMs);
  }
  /** It has the zone set of the map it is on enabled, and so stops before zones by itself. */
  obeysZones(state: RobotState): boolean {
    const { mapId } = state.position ?? {};
    const set = mapId === undefined ? undefined : this.options.plan?.setOf(mapId);
    return (
      set !== undefined &&
      this.usesZones(state) &&
      state.zoneSets!.some(({ zoneSetId, status }) => zoneSetId === set.zoneSetId && status === "ENABLED")
    );
  }
  take(outcome: InstantOutcome): void {
    for (const errand of this.errands) errand.take(outcome);
  }
  /** A person has looked. */
  confirm(): void {
    for (const errand of this.errands) errand.reset();
    this.zoneSets?.reset();
  }

  private get errands(): readonly Errand[] {
    return [this.waking, this.asking, ...this.maps.errands, ...(this.zoneSets?.errands ?? [])];
  }
  private get zonesMax(): number {
    return this.watch.factsheet?.arrayLimits["zoneSet.zones"] ?? Infinity;
  }
  /** Robots that know no zones are held back by the gate alone. */
  private usesZones({ zoneSets }: RobotState): boolean {
    if (this.zoneSets === null || zoneSets === undefined) return false;
    const { factsheet } = this.watch;
    return factsheet === null || (factsheet.type.supportedZones ?? []).length > 0;
  }
  private wanted(mapIds: readonly string[]): readonly WantedMap[] {
    const { maps } = this.options;
    const others = mapIds.filter((mapId) => !maps.some((map) => map.mapId === mapId));
    return [...maps, ...others.map((mapId) => ({ mapId }))];
  }
}
