// The strategies of the floors over many seeds: paired differences with 95 % intervals, computed in workers.
import { createMemo, createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { ForestPlot } from "../charts/forest-plot.tsx";
import { text } from "../i18n/index.ts";
import { ReplicationStudy, type StudyView, seedsMax } from "../run/replications.ts";
import type { AppState } from "../state/app-state.ts";
import { requestsOf } from "../state/run-settings.ts";
import { paneNames, writeSettings } from "../state/url-state.ts";
import { saveText } from "./download.ts";
import { FailurePanel } from "./failure-panel.tsx";
import { IconButton } from "./icon-button.tsx";
import { formatDuration } from "./kpi-format.ts";
import { mainKpis } from "./main-kpis.ts";

const seedChoices = [5, 10, 20, 40, 100].filter((count) => count <= seedsMax);

export function StudyDialog(props: {
  readonly app: AppState;
  readonly ref: (open: () => void) => void;
}): JSX.Element {
  const { app } = props;
  let dialog!: HTMLDialogElement;
  const [count, setCount] = createSignal(10);
  const [other, setOther] = createSignal(1);
  const [all, setAll] = createSignal(false);
  const [view, setView] = createSignal<StudyView | null>(null);
  const [names, setNames] = createSignal<readonly string[]>([]);
  let study: ReplicationStudy | null = null;
  props.ref(() => {
    if (dialog.open) return;
    app.pause();
    dialog.showModal();
  });
  onCleanup(() => study?.stop());

  const start = () => {
    study?.stop();
    const requests = requestsOf(app.ran(), app.own());
    setNames(requests.map(({ strategy }, index) => `${paneNames[index]} ${strategy}`));
    setOther(1);
    study = new ReplicationStudy(requests, app.ran().seed ?? 1, count(), {
      makeSource: app.makeSource,
      changed: setView,
      now: () => performance.now(),
      workers: (navigator.hardwareConcurrency || 2) - 1,
    });
  };
  const rows = createMemo(() => {
    const pairs = view()?.pairs[other() - 1] ?? [];
    const known = app.catalog()?.kpis ?? [];
    const wanted = all() ? known.map((kpi) => kpi.id) : mainKpis;
    return wanted.flatMap((id) => {
      const kpi = known.find((candidate) => candidate.id === id);
      const pair = pairs.find((candidate) => candidate.id === id);
      return kpi !== undefined && pair !== undefined && pair.n > 0 ? [{ kpi, pair }] : [];
    });
  });
  const secondsLeft = () => {
    const now = view();
    return now === null || now.share === 0 ? 0 : (now.seconds / now.share) * (1 - now.share);
  };
  const addressOf = (seed: number) => `?${writeSettings({ ...app.ran(), seed, step: null })}`;
  const watch = (seed: number) => {
    dialog.close();
    app.runSeed(seed);
  };
  const saveCsv = () => {
    const lines = rows().map(({ kpi, pair }) =>
      [
        kpi.id,
        pair.n,
        pair.meanA,
        pair.meanB,
        pair.difference,
        pair.low,
        pair.high,
        pair.wins,
        ...pair.differences,
      ].join(","),
    );
    const seeds = (view()?.seeds ?? []).map((seed) => `seed ${seed}`);
    const head = ["kpi", "n", "mean_a", "mean_b", "difference", "low95", "high95", "wins", ...seeds].join(
      ",",
    );
    saveText(`${app.ran().scenario}-pairs.csv`, "text/csv", `${[head, ...lines].join("\n")}\n`);
  };

  return (
    <dialog id="study" class="wide" aria-label={text().study.title} ref={dialog}>
      <header class="card-head">
        <h2>{text().study.title}</h2>
        <IconButton icon="close" label={text().study.close} key="Esc" onPress={() => dialog.close()} />
      </header>
      <p class="note">{text().study.intro}</p>
      <div class="study-controls">
        <label>
          {text().study.seeds}{" "}
          <select
            id="study-seeds"
            class="study-select"
            onChange={(event) => setCount(Number(event.currentTarget.value))}
          >
            <For each={seedChoices}>
              {(choice) => (
                <option value={choice} selected={choice === count()}>
                  {choice}
                </option>
              )}
            </For>
          </select>
        </label>
        <Show
          when={view()?.running}
          fallback={
            <button
              type="button"
              id="study-start"
              class="chip"
              disabled={app.view().panes.length < 2}
              onClick={() => start()}
            >
              {text().study.start}
            </button>
          }
        >
          <button type="button" class="chip" onClick={() => study?.stop()}>
            {text().study.stop}
          </button>
        </Show>
        <Show when={app.view().panes.length < 2}>
          <span class="note">{text().study.needsTwo}</span>
        </Show>
        <Show when={view()}>
          {(now) => (
            <span class="study-progress" role="status">
              <progress value={now().share} max="1" aria-label={text().study.title} />{" "}
              {text().study.progress(now().runsDone, now().runsTotal)}
              {now().running && secondsLeft() >= 1
                ? `, ${text().study.left(formatDuration(secondsLeft()))}`
                : ""}
            </span>
          )}
        </Show>
      </div>
      <Show when={names().length > 2}>
        <div class="study-pairs">
          <For each={names().slice(1)}>
            {(name, index) => (
              <button
                type="button"
                class="chip"
                aria-pressed={other() === index() + 1}
                onClick={() => setOther(index() + 1)}
              >
                {text().study.against(name, names()[0]!)}
              </button>
            )}
          </For>
        </div>
      </Show>
      <Show when={view()?.failure}>
        {(failure) => (
          <FailurePanel title={text().failure.title} failure={failure()} onRetry={() => start()} />
        )}
      </Show>
      <Show
        when={rows().length > 0 && (view()?.seeds.length ?? 0) > 1}
        fallback={<p class="note">{view() === null ? "" : text().study.empty}</p>}
      >
        <h3>{text().study.against(names()[other()] ?? "", names()[0] ?? "")}</h3>
        <ForestPlot
          rows={rows()}
          seeds={view()!.seeds}
          base={names()[0] ?? ""}
          addressOf={addressOf}
          onSeed={watch}
        />
        <p class="note">{text().study.axis(names()[0] ?? "")}</p>
        <p class="study-seeds">
          {text().study.watch}{" "}
          <For each={view()!.seeds}>
            {(seed) => (
              <button type="button" class="link-button seed-button" onClick={() => watch(seed)}>
                {seed}
              </button>
            )}
          </For>
        </p>
        <div class="study-pairs">
          <button type="button" class="chip" onClick={() => saveCsv()}>
            CSV
          </button>
          <label>
            <input type="checkbox" onChange={(event) => setAll(event.currentTarget.checked)} />{" "}
            {text().study.all}
          </label>
        </div>
      </Show>
    </dialog>
  );
}
