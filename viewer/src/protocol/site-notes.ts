// What befell the site, as the page tells it: failures, closed cells and stations, people away. A short list beside the
// frames, from which event ticks, the list of events and the cells closed at any time are read.
export { NoteKind, type SiteNote } from "../../../scenarios/recording/recording-port.ts";
