// What a robot type can do and how much it takes, as robots tell by `factsheet`.

export interface FactsheetAction {
  readonly actionType: string;
  readonly description?: string;
  readonly scopes: readonly ("INSTANT" | "NODE" | "EDGE" | "ZONE")[];
  readonly parameters?: readonly FactsheetParameter[];
  readonly resultDescription?: string;
  readonly blockingTypes?: readonly ("NONE" | "SOFT" | "SINGLE" | "HARD")[];
  /** From 3.0, where they must be given. */
  readonly pauseAllowed?: boolean;
  readonly cancelAllowed?: boolean;
}
export interface FactsheetParameter {
  readonly key: string;
  readonly dataType: "BOOL" | "NUMBER" | "INTEGER" | "FLOAT" | "STRING" | "OBJECT" | "ARRAY";
  readonly description?: string;
  readonly isOptional?: boolean;
}
export interface OptionalParameter {
  readonly parameter: string;
  readonly support: "SUPPORTED" | "REQUIRED";
  readonly description?: string;
}

/** Lengths of texts that the robot takes; a missing one is not limited. */
export interface StringLimits {
  readonly messageLength?: number;
  readonly topicSerialLength?: number;
  readonly topicElementLength?: number;
  readonly idLength?: number;
  readonly idNumericalOnly?: boolean;
  readonly loadIdLength?: number;
}

export interface PhysicalParameters {
  readonly minimumSpeed: number;
  readonly maximumSpeed: number;
  readonly minimumAngularSpeed?: number;
  readonly maximumAngularSpeed?: number;
  readonly maximumAcceleration: number;
  readonly maximumDeceleration: number;
  readonly minimumHeight?: number;
  readonly maximumHeight: number;
  readonly width: number;
  readonly length: number;
}

export interface Factsheet {
  readonly type: {
    readonly seriesName: string;
    readonly description?: string;
    readonly kinematics: string;
    readonly robotClass: string;
    readonly maximumLoadMass: number;
    readonly localizationTypes: readonly string[];
    readonly navigationTypes: readonly string[];
    /** From 3.0. */
    readonly supportedZones?: readonly string[];
  };
  readonly physical: PhysicalParameters;
  readonly stringLimits: StringLimits;
  /** By the standard's own names: "order.nodes", "node.actions", "instantActions"… A missing one is not limited. */
  readonly arrayLimits: Readonly<Record<string, number>>;
  readonly timing: {
    /** Seconds, as all here. */
    readonly minimumOrderInterval: number;
    readonly minimumStateInterval: number;
    readonly defaultStateInterval?: number;
    readonly visualizationInterval?: number;
  };
  readonly optionalParameters: readonly OptionalParameter[];
  readonly actions: readonly FactsheetAction[];
  readonly loadPositions?: readonly string[];
}
