// What a virtual robot is beside its order: mode, stops, battery, loads, maps, sleep.
import { present } from "../codec/index.ts";
import {
  type Action,
  type EmergencyStop,
  type Load,
  type OperatingMode,
  parameterText,
  type RobotMap,
} from "../model/index.ts";
import type { RobotBody } from "./options.ts";

const mapsMax = 16;

export class Condition {
  operatingMode: OperatingMode = "AUTOMATIC";
  emergencyStop: EmergencyStop = "NONE";
  fieldViolation = false;
  paused = false;
  /** Something stands in its way. */
  obstructed = false;
  localized = true;
  charging = false;
  charge: number;
  loads: readonly Load[] = [];
  maps: readonly RobotMap[];
  /** Sleeps: says nothing and hears nothing but the word to wake. */
  hibernating = false;
  /** By its own clock; Infinity: until it is woken. */
  wakeMs = Infinity;

  constructor(
    private readonly body: RobotBody,
    public mapId: string,
    charge: number,
  ) {
    this.charge = charge;
    this.maps = [{ mapId, mapVersion: "1", status: "ENABLED" }];
  }

  /** Takes orders and carries them out. */
  get isAutomatic(): boolean {
    return this.operatingMode === "AUTOMATIC" || this.operatingMode === "SEMIAUTOMATIC";
  }
  get isEmpty(): boolean {
    return this.charge <= 0;
  }

  hasMap(mapId: string): boolean {
    return this.maps.some((map) => map.mapId === mapId && map.status === "ENABLED");
  }

  useEnergy(metres: number, seconds: number): void {
    const used = metres * this.body.drainPerMetre + seconds * this.body.drainPerSecond;
    const gained = this.charging ? seconds * this.body.chargePerSecond : 0;
    this.charge = Math.min(100, Math.max(0, this.charge - used + gained));
  }

  /** Takes up a load; what went wrong, or undefined. */
  pick({ parameters }: Action): string | undefined {
    if (this.loads.length > 0) return "already loaded";
    this.loads = [
      present({
        loadId: parameterText(parameters, "loadId"),
        loadType: parameterText(parameters, "loadType"),
        loadPosition: "deck",
      }),
    ];
    return undefined;
  }
  drop(): string | undefined {
    if (this.loads.length === 0) return "not loaded";
    this.loads = [];
    return undefined;
  }

  addMap(mapId: string, mapVersion: string): string | undefined {
    if (this.maps.some((map) => map.mapId === mapId && map.mapVersion === mapVersion)) return "known already";
    this.maps = [...this.maps, { mapId, mapVersion, status: "DISABLED" as const }].slice(-mapsMax);
    return undefined;
  }
  /** Of each map one version is enabled. */
  enableMap(mapId: string, mapVersion: string | undefined): string | undefined {
    const wanted = this.maps.find(
      (map) => map.mapId === mapId && (mapVersion === undefined || map.mapVersion === mapVersion),
    );
    if (wanted === undefined) return "unknown map";
    this.maps = this.maps.map((map) =>
      map.mapId !== mapId ? map : { ...map, status: map === wanted ? "ENABLED" : "DISABLED" },
    );
    return undefined;
  }
  /** Somebody has put it on this map: it is there, and in use. */
  useMap(mapId: string): void {
    this.mapId = mapId;
    if (!this.maps.some((map) => map.mapId === mapId))
      this.maps = [...this.maps, { mapId, mapVersion: "1", status: "DISABLED" as const }].slice(-mapsMax);
    if (!this.hasMap(mapId)) this.enableMap(mapId, undefined);
  }
  deleteMap(mapId: string, mapVersion: string | undefined): string | undefined {
    const isUsed = this.maps.some(
      (map) =>
        map.mapId === mapId &&
        map.status === "ENABLED" &&
        (mapVersion === undefined || map.mapVersion === mapVersion),
    );
    if (mapId === this.mapId && isUsed) return "in use";
    const kept = this.maps.filter(
      (map) => map.mapId !== mapId || (mapVersion !== undefined && map.mapVersion !== mapVersion),
    );
    if (kept.length === this.maps.length) return "unknown map";
    this.maps = kept;
    return undefined;
  }
}
