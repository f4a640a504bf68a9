// What robots say of themselves, in one form for all releases.
import type { ActionParameter, Trajectory } from "./order.ts";

export const operatingModes = [
  "STARTUP",
  "AUTOMATIC",
  "SEMIAUTOMATIC",
  "INTERVENED",
  "MANUAL",
  "SERVICE",
  "TEACH_IN",
] as const;
export type OperatingMode = (typeof operatingModes)[number];

export const actionStatuses = [
  "WAITING",
  "INITIALIZING",
  "RUNNING",
  "PAUSED",
  "RETRIABLE",
  "FINISHED",
  "FAILED",
] as const;
export type ActionStatus = (typeof actionStatuses)[number];

/** UNKNOWN: not said or not a word of the standard; treated like an active stop. */
export const emergencyStops = ["NONE", "AUTOACK", "MANUAL", "REMOTE", "UNKNOWN"] as const;
export type EmergencyStop = (typeof emergencyStops)[number];

/** 2.x knows WARNING and FATAL. */
export const errorLevels = ["WARNING", "URGENT", "CRITICAL", "FATAL"] as const;
export type ErrorLevel = (typeof errorLevels)[number];

export interface StateNodePosition {
  readonly x: number;
  readonly y: number;
  readonly theta?: number;
  readonly mapId: string;
}
export interface NodeState {
  readonly nodeId: string;
  readonly sequenceId: number;
  readonly descriptor?: string;
  readonly released: boolean;
  readonly position?: StateNodePosition;
}
export interface EdgeState {
  readonly edgeId: string;
  readonly sequenceId: number;
  readonly descriptor?: string;
  readonly released: boolean;
  readonly trajectory?: Trajectory;
}
export interface RobotPosition {
  readonly x: number;
  readonly y: number;
  readonly theta: number;
  readonly mapId: string;
  /** False: the robot does not know where it is. */
  readonly localized: boolean;
  readonly localizationScore?: number;
  readonly deviationRange?: number;
}
export interface Velocity {
  readonly vx?: number;
  readonly vy?: number;
  readonly omega?: number;
}
export interface LoadDimensions {
  readonly length: number;
  readonly width: number;
  readonly height?: number;
}
export interface BoxReference {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly theta?: number;
}
export interface Load {
  readonly loadId?: string;
  readonly loadType?: string;
  readonly loadPosition?: string;
  readonly boxReference?: BoxReference;
  readonly dimensions?: LoadDimensions;
  readonly weight?: number;
}
export interface ActionState {
  readonly actionId: string;
  readonly actionType?: string;
  readonly descriptor?: string;
  readonly status: ActionStatus;
  readonly result?: string;
}
export interface PowerSupply {
  /** Percent; null: the robot does not say. */
  readonly stateOfCharge: number | null;
  readonly voltage?: number;
  readonly current?: number;
  readonly health?: number;
  readonly charging: boolean;
  readonly range?: number;
}
export interface Reference {
  readonly key: string;
  readonly value: string;
}
export interface RobotError {
  readonly errorType: string;
  readonly references: readonly Reference[];
  readonly description?: string;
  readonly hint?: string;
  readonly level: ErrorLevel;
}
export interface Information {
  readonly infoType: string;
  readonly references: readonly Reference[];
  readonly descriptor?: string;
  readonly level: "INFO" | "DEBUG";
}
export interface RobotMap {
  readonly mapId: string;
  readonly mapVersion: string;
  readonly descriptor?: string;
  readonly status: "ENABLED" | "DISABLED";
}
export interface ZoneSetState {
  readonly zoneSetId: string;
  readonly mapId: string;
  readonly status: "ENABLED" | "DISABLED";
}

/** QUEUED is in the text of 3.0 but not in its schema: read, never sent. */
export const requestStatuses = ["REQUESTED", "GRANTED", "QUEUED", "REVOKED", "EXPIRED"] as const;
export type RequestStatus = (typeof requestStatuses)[number];
export interface ZoneRequest {
  readonly requestId: string;
  readonly requestType: "ACCESS" | "REPLANNING";
  readonly zoneId: string;
  readonly zoneSetId: string;
  readonly status: RequestStatus;
  readonly trajectory?: Trajectory;
}
export interface EdgeRequest {
  readonly requestId: string;
  readonly edgeId: string;
  readonly sequenceId: number;
  readonly status: RequestStatus;
}
export interface PlannedPath {
  readonly trajectory: Trajectory;
  readonly traversedNodes?: readonly string[];
}
export interface PathPoint {
  readonly x: number;
  readonly y: number;
  readonly theta?: number;
  readonly etaMs: number;
}

export interface RobotState {
  readonly orderId: string;
  readonly orderUpdateId: number;
  readonly lastNodeId: string;
  readonly lastNodeSequenceId: number;
  readonly nodeStates: readonly NodeState[];
  readonly edgeStates: readonly EdgeState[];
  readonly driving: boolean;
  readonly paused?: boolean;
  readonly newBaseRequest?: boolean;
  readonly distanceSinceLastNode?: number;
  readonly operatingMode: OperatingMode;
  readonly position?: RobotPosition;
  readonly velocity?: Velocity;
  readonly loads?: readonly Load[];
  /** In 2.x all actions are here; from 3.0 only those of orders. */
  readonly actionStates: readonly ActionState[];
  readonly instantActionStates: readonly ActionState[];
  readonly zoneActionStates: readonly ActionState[];
  readonly powerSupply: PowerSupply;
  readonly errors: readonly RobotError[];
  readonly information: readonly Information[];
  readonly emergencyStop: EmergencyStop;
  readonly fieldViolation: boolean;
  /** From 2.1. */
  readonly maps?: readonly RobotMap[];
  /** Up to 2.1. */
  readonly zoneSetId?: string;
  /** From 3.0, as all below. */
  readonly zoneSets?: readonly ZoneSetState[];
  readonly zoneRequests?: readonly ZoneRequest[];
  readonly edgeRequests?: readonly EdgeRequest[];
  readonly plannedPath?: PlannedPath;
  readonly intermediatePath?: readonly PathPoint[];
}

export interface Visualization {
  /** From 3.0. */
  readonly referenceStateHeaderId?: number;
  readonly position?: RobotPosition;
  readonly velocity?: Velocity;
  readonly plannedPath?: PlannedPath;
  readonly intermediatePath?: readonly PathPoint[];
}

export const connectionStates = ["ONLINE", "OFFLINE", "HIBERNATING", "CONNECTION_BROKEN"] as const;
export interface Connection {
  readonly connectionState: (typeof connectionStates)[number];
}

/** All states of actions, wherever the release keeps them. */
export function allActionStates(state: RobotState): readonly ActionState[] {
  if (state.instantActionStates.length === 0 && state.zoneActionStates.length === 0)
    return state.actionStates;
  return [...state.actionStates, ...state.instantActionStates, ...state.zoneActionStates];
}

/** The parameter's value as text, or undefined. */
export function parameterText(parameters: readonly ActionParameter[], key: string): string | undefined {
  const value = parameters.find((parameter) => parameter.key === key)?.value;
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
}
