// The page: setup on the left, floors and their clock in the middle, results on the right.
import { createEffect, createMemo, createSignal, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import { ChartsPanel } from "./charts/charts-panel.tsx";
import { formatNumber, formatTime, text } from "./i18n/index.ts";
import { ActDialog, type ActPlace } from "./panels/act-dialog.tsx";
import { ComposerDialog } from "./panels/composer-dialog.tsx";
import { ConnectDialog } from "./panels/connect-dialog.tsx";
import { EventPanel } from "./panels/event-panel.tsx";
import { FactsPanel } from "./panels/facts-panel.tsx";
import { FailurePanel } from "./panels/failure-panel.tsx";
import { FileDrop } from "./panels/file-drop.tsx";
import { FloorPane, fittedScale } from "./panels/floor-pane.tsx";
import { HelpDialog } from "./panels/help-dialog.tsx";
import { IconButton } from "./panels/icon-button.tsx";
import { KpiPanel } from "./panels/kpi-panel.tsx";
import { Legend } from "./panels/legend.tsx";
import { RobotCard } from "./panels/robot-card.tsx";
import { RobotTable } from "./panels/robot-table.tsx";
import { ScenarioDialog } from "./panels/scenario-dialog.tsx";
import { SetupPanel } from "./panels/setup-panel.tsx";
import { StudyDialog } from "./panels/study-dialog.tsx";
import { TopBar } from "./panels/top-bar.tsx";
import { TransportBar } from "./panels/transport-bar.tsx";
import type { AppState } from "./state/app-state.ts";
import { listenForKeys } from "./state/keys.ts";
import { type PaneName, paneNames } from "./state/url-state.ts";

/** One floor, or all beside one another. */
type Focus = "all" | PaneName;

export function App(props: { readonly app: AppState }): JSX.Element {
  const { app } = props;
  const [setupOpen, setSetupOpen] = createSignal(false);
  const [focus, setFocus] = createSignal<Focus>("all");
  let help: HTMLDialogElement | undefined;
  let openEditor: () => void = () => {};
  let openComposer: (from: string, use: (composed: string) => void) => void = () => {};
  let openStudy: () => void = () => {};
  let openAct: (place: ActPlace) => void = () => {};
  const toggleTheme = () => app.setTheme(app.theme() === "dark" ? "light" : "dark");

  onMount(() => {
    app.start();
    const stop = listenForKeys(window, app, {
      help: () => (help?.open ? help.close() : help?.showModal()),
      focus: () =>
        setFocus((now) => nextFocus(now, app.view().panes.length, window.innerWidth < narrowPixels)),
      theme: toggleTheme,
      escape: () => setSetupOpen(false),
      study: () => openStudy(),
      act: () => document.querySelector<HTMLElement>("#act-button")?.click(),
    });
    onCleanup(() => {
      stop();
      app.dispose();
    });
  });

  return (
    <div class="page" classList={{ "setup-open": setupOpen() }}>
      <TopBar
        tagline={text().tagline}
        theme={app.theme()}
        setupLabel={text().setup.title}
        onSetup={() => setSetupOpen(!setupOpen())}
        onLanguage={() => app.toggleLanguage()}
        onTheme={toggleTheme}
        onHelp={() => help?.showModal()}
      />
      <aside class="rail" aria-label={text().setup.title}>
        <span class="rail-close">
          <IconButton icon="close" label={text().setup.close} key="Esc" onPress={() => setSetupOpen(false)} />
        </span>
        <SetupPanel
          app={app}
          onRun={() => setSetupOpen(false)}
          onCompose={(from, use) => openComposer(from, use)}
          onEdit={() => openEditor()}
        />
        <ConnectDialog />
        <FactsPanel app={app} />
        <Legend theme={app.theme()} />
      </aside>
      <main class="centre">
        <Floors app={app} focus={focus()} onFocus={setFocus} onAct={(place) => openAct(place)} />
        <TransportBar app={app} />
      </main>
      <aside class="results">
        <RobotCard app={app} />
        <KpiPanel app={app} onStudy={() => openStudy()} />
        <ChartsPanel app={app} />
        <EventPanel app={app} />
        <RobotTable app={app} />
      </aside>
      <ActDialog
        app={app}
        ref={(open) => {
          openAct = open;
        }}
      />
      <FileDrop app={app} />
      <ScenarioDialog
        app={app}
        ref={(open) => {
          openEditor = open;
        }}
      />
      <ComposerDialog
        app={app}
        ref={(open) => {
          openComposer = open;
        }}
      />
      <StudyDialog
        app={app}
        ref={(open) => {
          openStudy = open;
        }}
      />
      <HelpDialog
        ref={(dialog) => {
          help = dialog;
        }}
      />
    </div>
  );
}

/** Height of a floor's caption. */
const captionPixels = 30;
/** Below this width one floor is shown at a time. */
const narrowPixels = 760;

function nextFocus(now: Focus, panes: number, narrow: boolean): Focus {
  const names = paneNames.slice(0, panes);
  const choices: readonly Focus[] = narrow ? names : ["all", ...names];
  const shown = narrow && now === "all" ? "A" : now;
  return choices[(choices.indexOf(shown) + 1) % choices.length] ?? "all";
}

function Floors(props: {
  readonly app: AppState;
  readonly focus: Focus;
  readonly onFocus: (focus: Focus) => void;
  readonly onAct: (place: ActPlace) => void;
}): JSX.Element {
  const { app } = props;
  let box!: HTMLDivElement;
  const [boxSize, setBoxSize] = createSignal({ width: 0, height: 0 });
  onMount(() => {
    const observer = new ResizeObserver(() =>
      setBoxSize({ width: box.clientWidth, height: box.clientHeight }),
    );
    observer.observe(box);
    onCleanup(() => observer.disconnect());
  });
  const panes = createMemo(() => {
    // Floors come and go while a run is watched.
    app.view().panes.length;
    return app.playback()?.panes ?? [];
  });
  const narrow = () => boxSize().width > 0 && window.innerWidth < narrowPixels;
  const visible = (index: number) => {
    if (panes().length < 2) return true;
    const focused = paneNames.indexOf(props.focus as PaneName);
    if (focused >= 0 && focused < panes().length) return focused === index;
    return !narrow() || index === 0;
  };
  /** Side by side or one above the other: whichever shows the floor larger. */
  const columns = createMemo(() => {
    const facts = app.view().facts;
    const { width, height } = boxSize();
    const count = props.focus === "all" && !narrow() ? panes().length : 1;
    if (facts === null || count < 2) return 1;
    const scaleOf = (across: number) =>
      fittedScale(facts.floor, width / across, height / Math.ceil(count / across) - captionPixels);
    const choices = Array.from({ length: count }, (_, index) => count - index);
    return choices.reduce((best, across) => (scaleOf(across) >= scaleOf(best) ? across : best));
  });
  const busy = () => {
    const { facts, seeking } = app.view();
    if (app.catalogFailure() || app.view().failure) return "";
    if (app.catalog() === null) return text().loadingPage;
    if (facts === null) return text().loadingRun;
    if (seeking === null) return "";
    const to = text().computingTo(formatTime(facts.startLocalSeconds + seeking * facts.stepSeconds));
    const left = secondsLeft();
    return left >= 2 ? `${to} ${text().secondsLeft(formatNumber(left))}` : to;
  };
  /** Real seconds until a seek is computed, by what the slowest run has managed so far. */
  const secondsLeft = () => {
    const { facts, seeking, computedStep, panes: shown } = app.view();
    const speedUp = Math.min(...shown.map((pane) => pane.speedUp));
    if (facts === null || seeking === null || !(speedUp > 0)) return 0;
    return Math.ceil((Math.max(0, seeking - computedStep) * facts.stepSeconds) / speedUp);
  };
  const seekShare = () => {
    const { seeking, computedStep } = app.view();
    return seeking === null || seeking === 0 ? null : Math.min(1, computedStep / seeking);
  };
  createEffect(() => {
    if (busy() === "") app.stage()?.touch();
  });

  return (
    <section class="floors" style={{ "--columns": columns() }} ref={box}>
      <Show when={narrow() && panes().length > 1}>
        <div class="pane-tabs" role="tablist">
          <For each={paneNames.slice(0, panes().length)}>
            {(name, index) => (
              <button
                type="button"
                role="tab"
                aria-selected={visible(index())}
                onClick={() => props.onFocus(name)}
              >
                <b class={`badge badge-${name.toLowerCase()}`}>{name}</b> {panes()[index()]?.request.strategy}
              </button>
            )}
          </For>
        </div>
      </Show>
      <For each={panes()}>
        {(pane, index) => (
          <div class="pane-slot" hidden={!visible(index())}>
            <FloorPane
              app={app}
              pane={pane}
              index={index()}
              onAct={props.onAct}
              onClose={() => app.closePane(index())}
            />
          </div>
        )}
      </For>
      <Show when={busy()}>
        <div class="busy" role="status">
          <span class="busy-text">{busy()}</span>
          <Show when={seekShare() !== null} fallback={<progress />}>
            <progress value={seekShare() ?? 0} max="1" />
          </Show>
        </div>
      </Show>
      <Show when={app.view().failure}>
        {(broken) => (
          <FailurePanel
            title={`${text().failure.title}: ${broken().strategy}`}
            failure={broken().failure}
            onRetry={() => app.run()}
            onDefaults={() => app.reset()}
          />
        )}
      </Show>
      <Show when={app.catalogFailure()}>
        {(failure) => (
          <FailurePanel title={text().failure.catalogTitle} failure={failure()} onRetry={() => app.start()} />
        )}
      </Show>
    </section>
  );
}
