// What befell the site, as the page tells it: failures, closed cells and stations, people away. A short list beside the
// frames, from which event ticks, the list of events and the cells closed at any time are read.

export const NoteKind = {
  /** a = robot, b = steps */
  robotFailed: 0,
  /** a = robot */
  batteryEmpty: 1,
  /** a = station */
  stationOpened: 2,
  /** a = station */
  stationClosed: 3,
  /** a = cell, b = steps */
  cellClosed: 4,
  /** a = cell */
  cellOpened: 5,
  /** a = SKU, b = units, c = pod */
  stockLost: 6,
  /** a = station */
  personAway: 7,
  /** a = station */
  personBack: 8,
  /** a = SKU, b = units */
  deliveryLate: 9,
} as const;
export type NoteKind = (typeof NoteKind)[keyof typeof NoteKind];

export interface SiteNote {
  readonly step: number;
  readonly kind: NoteKind;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}
