// What befell the floors up to the shown time, latest first; a press goes there.
import { createMemo, For, type JSX, Show } from "solid-js";
import { formatTime, text } from "../i18n/index.ts";
import { cellName } from "../i18n/reason-text.ts";
import type { RunFacts } from "../protocol/messages.ts";
import { NoteKind, type SiteNote } from "../protocol/site-notes.ts";
import type { AppState } from "../state/app-state.ts";
import { type PaneName, paneNames } from "../state/url-state.ts";

/** Events listed at once. */
const listedMax = 40;

interface Entry {
  readonly note: SiteNote;
  /** Floors on which it happened in that step. */
  readonly panes: readonly PaneName[];
}

export function EventPanel(props: { readonly app: AppState }): JSX.Element {
  const { app } = props;
  const entries = createMemo((): readonly Entry[] => {
    const { shownStep } = app.view();
    return joined(
      (app.playback()?.panes ?? []).map((pane) => pane.log.notes),
      shownStep,
    );
  });
  const clock = (step: number) => {
    const facts = app.view().facts;
    return facts === null ? "" : formatTime(facts.startLocalSeconds + step * facts.stepSeconds);
  };
  return (
    <section class="events" aria-label={text().events.title}>
      <h2>{text().events.title}</h2>
      <Show when={entries().length > 0} fallback={<p class="note">{text().events.empty}</p>}>
        <ol>
          <For each={entries().slice(0, listedMax)}>
            {({ note, panes }) => (
              <li>
                <button
                  type="button"
                  title={text().events.goTo(clock(note.step))}
                  onClick={() => app.seek(note.step)}
                >
                  <time>{clock(note.step)}</time>
                  <span class="event-text">{app.view().facts ? noteText(note, app.view().facts!) : ""}</span>
                  <For each={panes}>
                    {(name) => <b class={`badge badge-${name.toLowerCase()}`}>{name}</b>}
                  </For>
                </button>
              </li>
            )}
          </For>
        </ol>
        <Show when={entries().length > listedMax}>
          <p class="note">{text().events.more(entries().length - listedMax)}</p>
        </Show>
      </Show>
    </section>
  );
}

export function noteText(note: SiteNote, { floor }: RunFacts): string {
  const texts = text().events;
  const station = floor.stations[note.a]?.name ?? "";
  switch (note.kind) {
    case NoteKind.robotFailed:
      return texts.robotFailed(note.a);
    case NoteKind.robotJoined:
      return texts.robotJoined(note.a);
    case NoteKind.robotLeft:
      return texts.robotLeft(note.a);
    case NoteKind.batteryEmpty:
      return texts.batteryEmpty(note.a);
    case NoteKind.stationOpened:
      return texts.stationOpened(station);
    case NoteKind.stationClosed:
      return texts.stationClosed(station);
    case NoteKind.cellClosed:
      return texts.cellClosed(cellName(note.a, floor.width));
    case NoteKind.cellOpened:
      return texts.cellOpened(cellName(note.a, floor.width));
    case NoteKind.stockLost:
      return texts.stockLost(note.a, note.b);
    case NoteKind.personAway:
      return texts.personAway(station);
    case NoteKind.personBack:
      return texts.personBack(station);
    case NoteKind.deliveryLate:
      return texts.deliveryLate(note.a, note.b);
  }
}

/** The same event of the same step on several floors is one entry; latest first. */
function joined(logs: readonly (readonly SiteNote[])[], shownStep: number): readonly Entry[] {
  const entries = new Map<string, { note: SiteNote; panes: PaneName[] }>();
  logs.forEach((notes, pane) => {
    for (const note of notes) {
      if (note.step > shownStep) break;
      const key = `${note.step} ${note.kind} ${note.a} ${note.b}`;
      const entry = entries.get(key);
      if (entry === undefined) entries.set(key, { note, panes: [paneNames[pane]!] });
      else if (!entry.panes.includes(paneNames[pane]!)) entry.panes.push(paneNames[pane]!);
    }
  });
  return [...entries.values()].sort((a, b) => b.note.step - a.note.step);
}
