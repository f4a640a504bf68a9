// What of a site stands still: its floor, stations, chargers, the robots' names and the words for what they do. Read once, and
// again when the session changes. Metres; x east, y north.

export const pictureVersion = 1;

export interface PlaceMark {
  readonly name: string;
  readonly kind: string;
  readonly x: number;
  readonly y: number;
}

/** A floor of square cells. */
export interface GridPicture {
  readonly width: number;
  readonly height: number;
  readonly cellMetres: number;
  /** One text per row, north first, one letter per cell: see `cellLetters`. The south-west corner of the last row is (0, 0). */
  readonly rows: readonly string[];
}

/** A free-form layout: nodes, and ways between them in one direction each. */
export interface RoadPicture {
  readonly nodes: readonly { readonly id: string; readonly x: number; readonly y: number }[];
  /** Indexes of nodes. */
  readonly edges: readonly (readonly [from: number, to: number])[];
}

export interface RobotMark {
  readonly name: string;
  /** Release of VDA 5050. */
  readonly vda: string;
  /** Of its body, metres. */
  readonly length: number;
  readonly width: number;
}

/** What a robot does, or why it stands still, in the reader's language. */
export interface ReasonMark {
  readonly code: string;
  readonly message: string;
  /** Empty: nothing has to be done. */
  readonly advice: string;
}

export interface SitePicture {
  readonly version: typeof pictureVersion;
  /** Another one: the fleet side has begun anew, and all indexes may mean something else. */
  readonly session: string;
  readonly mapId: string;
  /** Exactly one of both. */
  readonly grid?: GridPicture;
  readonly roads?: RoadPicture;
  readonly stations: readonly PlaceMark[];
  readonly chargers: readonly PlaceMark[];
  /** Pictures name a robot by its place in this list. */
  readonly robots: readonly RobotMark[];
  /** Pictures name a reason by its place in this list. */
  readonly reasons: readonly ReasonMark[];
}

/** Letters of `GridPicture.rows`, by `CellKind`. */
export const cellLetters = "#.pwqc";
/** `#` blocked, `.` aisle, `p` pod place, `w` work cell of a station, `q` its queue, `c` charger. */
export type CellLetter = "#" | "." | "p" | "w" | "q" | "c";
