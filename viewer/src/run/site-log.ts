// What befell the site so far, and from it the cells that are closed at any shown time.
import { NoteKind, type SiteNote } from "../protocol/site-notes.ts";

/** Notes kept; the oldest go first. */
export const notesMax = 5000;

export class SiteLog {
  private list: SiteNote[] = [];
  /** Grows with every change, so that who draws the log knows when to do it again. */
  version = 0;

  get notes(): readonly SiteNote[] {
    return this.list;
  }
  add(notes: readonly SiteNote[]): void {
    this.list.push(...notes);
    if (this.list.length > notesMax) this.list.splice(0, this.list.length - notesMax);
    this.version += 1;
  }
  dropAfter(step: number): void {
    this.list = this.list.filter((note) => note.step <= step);
    this.version += 1;
  }
  copyUntil(step: number): SiteLog {
    const copy = new SiteLog();
    copy.add(this.list.filter((note) => note.step <= step));
    return copy;
  }
  /** Cells that no robot may begin to enter at `step`, in the order in which they were closed. */
  closedCells(step: number): readonly number[] {
    const closed = new Set<number>();
    for (const note of this.list) {
      if (note.step > step) break;
      if (note.kind === NoteKind.cellClosed) closed.add(note.a);
      else if (note.kind === NoteKind.cellOpened) closed.delete(note.a);
    }
    return [...closed];
  }
}
