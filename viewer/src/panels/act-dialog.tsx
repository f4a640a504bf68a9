// Let something happen from the shown moment on: on the floors that are there, or on a new one beside them (what if).
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { CellKind } from "../../../sim/model/index.ts";
import { formatTime, text } from "../i18n/index.ts";
import type { RunFacts } from "../protocol/messages.ts";
import type { AppState } from "../state/app-state.ts";
import {
  fieldsOf,
  type Happening,
  type HappeningField,
  type HappeningKind,
  happeningAt,
  kindsOn,
  type SiteNow,
  wordsOf,
  wrongField,
} from "../state/happenings.ts";
import { type PaneName, paneNames, panesMax } from "../state/url-state.ts";
import { IconButton } from "./icon-button.tsx";

/** Where a form opens: a place on the floor, or nowhere in particular. */
export type ActPlace = { readonly robot: number; readonly cell: number } | null;

export interface ActDialogProps {
  readonly app: AppState;
  /** Gives away the function that opens the dialog. */
  readonly ref: (open: (place: ActPlace) => void) => void;
}

export function ActDialog(props: ActDialogProps): JSX.Element {
  const { app } = props;
  let dialog!: HTMLDialogElement;
  const [form, setForm] = createSignal<Happening | null>(null);
  const siteNow = (run: RunFacts): SiteNow => {
    const { floor, shape, horizonSteps, stepSeconds } = run;
    const playback = app.playback();
    const frame = playback?.shown(playback.panes[0]!)?.previous;
    const onFloor = (robot: number) => floor.kind[frame?.[1 + robot] ?? -1] !== CellKind.blocked;
    return {
      floor,
      robots: shape.robots,
      robotsOnFloor: Array.from({ length: shape.robots }, (_, robot) => robot).filter(onFloor).length,
      minutesLeft: ((horizonSteps - app.view().shownStep) * stepSeconds) / 60,
    };
  };
  const [target, setTarget] = createSignal<"all" | PaneName>("all");
  const facts = () => app.view().facts;
  const wrong = createMemo(() => {
    const [now, run] = [form(), facts()];
    return now === null || run === null ? null : wrongField(now, siteNow(run));
  });
  props.ref((place) => {
    const run = facts();
    if (run === null || dialog.open) return;
    app.pause();
    setForm(happeningAt(siteNow(run), place));
    setTarget("all");
    dialog.showModal();
  });
  const change = (part: Partial<Happening>) => setForm((now) => (now === null ? null : { ...now, ...part }));
  const clock = () => {
    const run = facts();
    return run === null ? "" : formatTime(run.startLocalSeconds + app.view().shownStep * run.stepSeconds);
  };
  /** What has been recorded cannot change; a new floor beside it can. */
  const isRecorded = () =>
    app
      .view()
      .panes.some(({ name, recording }) => recording !== null && (target() === "all" || target() === name));
  const act = (where: "here" | "branch") => {
    const [now, run] = [form(), facts()];
    if (now === null || run === null || wrong() !== null) return;
    const words = wordsOf(now, siteNow(run));
    const index = target() === "all" ? 0 : paneNames.indexOf(target() as PaneName);
    dialog.close();
    if (where === "branch") app.branch(index, words);
    else if (target() === "all") for (const pane of app.view().panes.keys()) app.inject(pane, words);
    else app.inject(index, words);
  };

  return (
    <dialog id="act" aria-label={text().act.title(clock())} ref={dialog}>
      <header class="card-head">
        <h2>{text().act.title(clock())}</h2>
        <IconButton icon="close" label={text().act.close} key="Esc" onPress={() => dialog.close()} />
      </header>
      <Show when={form() !== null && facts() !== null}>
        <form
          class="act-form"
          onSubmit={(event) => {
            event.preventDefault();
            act("here");
          }}
        >
          <label class="field">
            <span>{text().act.what}</span>
            <select
              id="act-kind"
              value={form()!.kind}
              onChange={(event) => change({ kind: event.currentTarget.value as HappeningKind })}
            >
              <For each={kindsOn(facts()!.floor)}>
                {(kind) => (
                  <option value={kind} selected={kind === form()!.kind}>
                    {text().act.kinds[kind]}
                  </option>
                )}
              </For>
            </select>
          </label>
          <div class="act-fields">
            <For each={fieldsOf[form()!.kind]}>
              {(field) => (
                <ActField
                  field={field}
                  happening={form()!}
                  stations={facts()!.floor.stations.map(({ name }) => name)}
                  wrong={wrong() === field}
                  onChange={change}
                />
              )}
            </For>
          </div>
          <label class="field">
            <span>{text().act.where}</span>
            <select
              id="act-target"
              value={target()}
              onChange={(event) => setTarget(event.currentTarget.value as "all" | PaneName)}
            >
              <option value="all">{text().act.allFloors}</option>
              <For each={app.view().panes}>
                {(pane) => <option value={pane.name}>{text().act.floor(pane.name, pane.strategy)}</option>}
              </For>
            </select>
          </label>
          <p class="note act-wrong" role="status">
            {wrong() !== null
              ? text().act.wrong[wrong()!]
              : isRecorded()
                ? text().recording.fixed
                : text().act.note}
          </p>
          <div class="act-buttons">
            <button
              type="submit"
              id="act-here"
              class="run-button"
              disabled={wrong() !== null || isRecorded()}
            >
              {text().act.here}
            </button>
            <button
              type="button"
              id="act-branch"
              class="run-button second"
              disabled={wrong() !== null || app.view().panes.length >= panesMax}
              title={text().act.branchHint}
              onClick={() => act("branch")}
            >
              {text().act.branch}
            </button>
          </div>
        </form>
      </Show>
    </dialog>
  );
}

function ActField(props: {
  readonly field: HappeningField;
  readonly happening: Happening;
  readonly stations: readonly string[];
  readonly wrong: boolean;
  readonly onChange: (part: Partial<Happening>) => void;
}): JSX.Element {
  return (
    <label class="field">
      <span>{text().act.fields[props.field]}</span>
      <Show
        when={props.field === "station"}
        fallback={
          <input
            id={`act-${props.field}`}
            type="number"
            step="any"
            aria-invalid={props.wrong}
            value={props.happening[props.field]}
            onInput={(event) => props.onChange({ [props.field]: event.currentTarget.valueAsNumber })}
          />
        }
      >
        <select
          id="act-station"
          value={props.happening.station}
          onChange={(event) => props.onChange({ station: event.currentTarget.value })}
        >
          <For each={props.stations}>
            {(name) => (
              <option value={name} selected={name === props.happening.station}>
                {name}
              </option>
            )}
          </For>
        </select>
      </Show>
    </label>
  );
}
