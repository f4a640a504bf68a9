// What is run: scenario, seed, simulated time, two strategies, and the button that starts it.
import { createMemo, For, type JSX, Show } from "solid-js";
import { formatNumber, localized, text } from "../i18n/index.ts";
import type { AppState } from "../state/app-state.ts";
import { ownCharactersMax } from "../state/own-address.ts";
import type { OpenRecording } from "../state/recording-shelf.ts";
import { defaultHours } from "../state/run-settings.ts";
import { noStrategy, type PaneChoice, paneNames, panesMax, type Settings } from "../state/url-state.ts";
import { saveText } from "./download.ts";
import { IconButton } from "./icon-button.tsx";

/** A scenario's length in words: whole hours, or minutes below two hours. */
function lengthOf(hours: number): string {
  if (hours <= 0) return "";
  if (hours < 2) return text().setup.minutesCount(Math.round(hours * 60));
  return text().setup.hoursCount(Math.round(hours));
}

const hourChoices = [1, 2, 4, 8, 24] as const;

export function SetupPanel(props: {
  readonly app: AppState;
  readonly onRun?: () => void;
  readonly onCompose: (from: string, use: (composed: string) => void) => void;
  readonly onEdit: () => void;
}): JSX.Element {
  const { settings, setSettings, catalog, ran } = props.app;
  const change = (part: Partial<Settings>) => setSettings((now) => ({ ...now, ...part }));
  const scenario = createMemo(() => catalog()?.scenarios.find((entry) => entry.name === settings().scenario));
  const shownPanes = createMemo(() => [...settings().panes.keys()]);
  const choosePane = (index: number, strategy: string) => {
    const chosen = choiceOf(strategy, props.app.recordings());
    const panes = settings().panes.map((pane, at) => (at === index ? chosen : pane));
    // Only A and B may stand empty.
    change({ panes: panes.filter((pane, at) => at < 2 || pane.strategy !== noStrategy) });
  };
  const addPane = () => {
    const chosen = new Set(settings().panes.map((pane) => pane.strategy));
    const names = (catalog()?.strategies ?? []).map((entry) => entry.name);
    const usual = scenario()?.strategies ?? [];
    const next = [...usual, ...names].find((name) => !chosen.has(name)) ?? names[0] ?? noStrategy;
    const panes: readonly PaneChoice[] = settings().panes;
    const free = panes.findIndex((pane) => pane.strategy === noStrategy);
    const added = { strategy: next, injections: [] };
    change({ panes: free >= 0 ? panes.map((pane, at) => (at === free ? added : pane)) : [...panes, added] });
  };
  const changed = createMemo(() => {
    const [now, then] = [settings(), ran()];
    const fields = ["scenario", "seed", "hours"] as const;
    const strategies = ({ panes }: Settings) =>
      panes.map((pane) => pane.recording ?? pane.strategy).join("\n");
    return fields.some((field) => now[field] !== then[field]) || strategies(now) !== strategies(then);
  });
  const chooseScenario = (name: string) => {
    const entry = catalog()?.scenarios.find((candidate) => candidate.name === name);
    change({ scenario: name, seed: entry?.seed ?? 1, hours: entry === undefined ? 0 : defaultHours(entry) });
  };
  const hours = createMemo(() => {
    const whole = scenario()?.hours ?? 0;
    const all = new Set<number>(hourChoices.filter((count) => count < whole));
    if (settings().hours) all.add(settings().hours!);
    return [...all].sort((a, b) => a - b);
  });

  /** Characters of an own scenario that does not fit into the address, or 0. */
  const tooLong = () => {
    const { length } = props.app.packedOwn();
    return props.app.own()?.name === ran().scenario && length > ownCharactersMax ? length : 0;
  };

  return (
    <form
      class="setup"
      onSubmit={(event) => {
        event.preventDefault();
        props.app.run();
        props.onRun?.();
      }}
    >
      <label class="field">
        <span>{text().setup.scenario}</span>
        <select
          id="scenario"
          value={settings().scenario}
          onChange={(event) => chooseScenario(event.currentTarget.value)}
        >
          <For each={catalog()?.scenarios ?? []}>
            {(entry) => (
              <option value={entry.name} selected={entry.name === settings().scenario}>
                {entry.name}
              </option>
            )}
          </For>
        </select>
      </label>
      <Show when={scenario()}>{(entry) => <p class="note">{localized(entry().summary)}</p>}</Show>
      <div class="field-row">
        <label class="field">
          <span>{text().setup.hours}</span>
          <select
            id="hours"
            value={String(settings().hours ?? 0)}
            onChange={(event) => change({ hours: Number(event.currentTarget.value) })}
          >
            <For each={hours()}>
              {(count) => (
                <option value={String(count)} selected={count === settings().hours}>
                  {text().setup.hoursCount(count)}
                </option>
              )}
            </For>
            <option value="0" selected={!settings().hours}>
              {text().setup.wholeScenario(lengthOf(scenario()?.hours ?? 0))}
            </option>
          </select>
        </label>
        <label class="field seed">
          <span>{text().setup.seed}</span>
          <input
            id="seed"
            type="number"
            min="0"
            max="4294967295"
            step="1"
            required
            value={settings().seed ?? ""}
            onInput={(event) => change({ seed: event.currentTarget.valueAsNumber || 0 })}
          />
        </label>
        <IconButton
          icon="dice"
          label={text().setup.newSeed}
          onPress={() => change({ seed: 1 + Math.floor(Math.random() * 99_999) })}
        />
      </div>
      <For each={shownPanes()}>
        {(index) => (
          <StrategyField
            app={props.app}
            index={index}
            onChoose={(strategy) => choosePane(index, strategy)}
            onCompose={(from) => props.onCompose(from, (composed) => choosePane(index, composed))}
          />
        )}
      </For>
      <Show when={shownPanes().length < panesMax}>
        <button type="button" class="link-button add-strategy" onClick={() => addPane()}>
          + {text().setup.addStrategy}
        </button>
      </Show>
      <p class="file-buttons">
        <button type="button" id="edit-scenario" class="link-button" onClick={() => props.onEdit()}>
          {text().editor.open}
        </button>
        <label class="link-button file-open">
          {text().files.open}
          <input
            id="open-file"
            class="visually-hidden"
            type="file"
            accept=".yaml,.yml,.csv,.json,.pfrec"
            multiple
            onChange={(event) => {
              void props.app.openFiles([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = "";
            }}
          />
        </label>
        <button
          type="button"
          id="save-view"
          class="link-button"
          onClick={() => saveText("peakfleet-view.json", "application/json", props.app.viewFile())}
        >
          {text().files.save}
        </button>
      </p>
      <Show when={tooLong()}>
        {(characters) => (
          <p class="note" id="own-too-long">
            {text().files.tooLong(formatNumber(characters()), formatNumber(ownCharactersMax))}
          </p>
        )}
      </Show>
      <button type="submit" id="run" class="run-button" disabled={catalog() === null}>
        {changed() ? text().setup.run : text().setup.runAgain}
      </button>
      <p class="note changed-note" role="status">
        {changed() ? text().setup.changed : ""}
      </p>
    </form>
  );
}

/** Recordings stand among the strategies under this prefix. */
const recordingPrefix = "recording:";

function choiceOf(value: string, recordings: readonly OpenRecording[]): PaneChoice {
  const open = recordings.find(({ name }) => value === `${recordingPrefix}${name}`);
  if (open === undefined) return { strategy: value, injections: [] };
  const { strategy, injections } = open.request;
  return { strategy, injections, recording: open.name };
}

/** One floor's strategy, and what it does. */
function StrategyField(props: {
  readonly app: AppState;
  readonly index: number;
  readonly onChoose: (strategy: string) => void;
  readonly onCompose: (from: string) => void;
}): JSX.Element {
  const { settings, catalog } = props.app;
  const name = () => paneNames[props.index]!;
  const pane = () => settings().panes[props.index];
  const isRecorded = () => pane()?.recording !== undefined;
  const chosen = () =>
    isRecorded() ? `${recordingPrefix}${pane()!.recording}` : (pane()?.strategy ?? noStrategy);
  /** Recordings of other scenarios have other floors. */
  const recordings = () =>
    props.app.recordings().filter(({ request }) => request.scenario === settings().scenario);
  const summary = () => {
    const entry = catalog()?.strategies.find((strategy) => strategy.name === chosen());
    return entry ? localized(entry.summary) : "";
  };
  const nameOf = (strategy: string) =>
    props.app.savedStrategies().find(({ composed }) => composed === strategy)?.name ?? strategy;
  /** The catalogue's, and the chosen one where it is composed of other rules. */
  const names = () => {
    const saved = props.app.savedStrategies().map(({ composed }) => composed);
    const known = [...(catalog()?.strategies ?? []).map((entry) => entry.name), ...saved];
    return known.includes(chosen()) || chosen() === noStrategy || isRecorded() ? known : [chosen(), ...known];
  };
  return (
    <>
      <label class={`field strategy strategy-${name().toLowerCase()}`}>
        <span>
          <b class="badge">{name()}</b> {text().setup.strategy}
        </span>
        <select
          id={`strategy-${name().toLowerCase()}`}
          value={chosen()}
          onChange={(event) => props.onChoose(event.currentTarget.value)}
        >
          <For each={names()}>
            {(option) => (
              <option value={option} selected={option === chosen()}>
                {nameOf(option)}
              </option>
            )}
          </For>
          <For each={recordings()}>
            {({ name }) => (
              <option value={`${recordingPrefix}${name}`} selected={chosen() === `${recordingPrefix}${name}`}>
                {text().recording.option(name)}
              </option>
            )}
          </For>
          <Show when={props.index > 0}>
            <option value={noStrategy} selected={chosen() === noStrategy}>
              {text().setup.none}
            </option>
          </Show>
        </select>
      </label>
      <Show when={chosen() !== noStrategy && !isRecorded()}>
        <button type="button" class="link-button compose" onClick={() => props.onCompose(chosen())}>
          {text().composer.open}
        </button>
      </Show>
      <Show when={summary()}>
        {(said) => (
          <p class="note summary" title={said()}>
            {said()}
          </p>
        )}
      </Show>
    </>
  );
}
