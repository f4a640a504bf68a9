// What is run: scenario, seed, simulated time, two strategies, and the button that starts it.
import { createMemo, For, type JSX, Show } from "solid-js";
import { localized, text } from "../i18n/index.ts";
import { type AppState, defaultHours } from "../state/app-state.ts";
import { noStrategy, type Settings } from "../state/url-state.ts";
import { IconButton } from "./icon-button.tsx";

/** A scenario's length in words: whole hours, or minutes below two hours. */
function lengthOf(hours: number): string {
  if (hours <= 0) return "";
  if (hours < 2) return text().setup.minutesCount(Math.round(hours * 60));
  return text().setup.hoursCount(Math.round(hours));
}

const hourChoices = [1, 2, 4, 8, 24] as const;

export function SetupPanel(props: { readonly app: AppState; readonly onRun?: () => void }): JSX.Element {
  const { settings, setSettings, catalog, ran } = props.app;
  const change = (part: Partial<Settings>) => setSettings((now) => ({ ...now, ...part }));
  const scenario = createMemo(() => catalog()?.scenarios.find((entry) => entry.name === settings().scenario));
  const summaryOf = (name: string) => {
    const entry = catalog()?.strategies.find((strategy) => strategy.name === name);
    return entry ? localized(entry.summary) : "";
  };
  const changed = createMemo(() => {
    const [now, then] = [settings(), ran()];
    const fields = ["scenario", "seed", "hours", "strategyA", "strategyB"] as const;
    return fields.some((field) => now[field] !== then[field]);
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
      <For each={["A", "B"] as const}>
        {(name) => {
          const field = name === "A" ? "strategyA" : "strategyB";
          return (
            <>
              <label class={`field strategy strategy-${name.toLowerCase()}`}>
                <span>
                  <b class="badge">{name}</b> {text().setup[field]}
                </span>
                <select
                  id={`strategy-${name.toLowerCase()}`}
                  value={settings()[field]}
                  onChange={(event) => change({ [field]: event.currentTarget.value })}
                >
                  <For each={catalog()?.strategies ?? []}>
                    {(entry) => (
                      <option value={entry.name} selected={entry.name === settings()[field]}>
                        {entry.name}
                      </option>
                    )}
                  </For>
                  <Show when={name === "B"}>
                    <option value={noStrategy} selected={settings().strategyB === noStrategy}>
                      {text().setup.none}
                    </option>
                  </Show>
                </select>
              </label>
              <Show when={summaryOf(settings()[field])}>
                {(summary) => (
                  <p class="note summary" title={summary()}>
                    {summary()}
                  </p>
                )}
              </Show>
            </>
          );
        }}
      </For>
      <button type="submit" id="run" class="run-button" disabled={catalog() === null}>
        {changed() ? text().setup.run : text().setup.runAgain}
      </button>
      <p class="note changed-note" role="status">
        {changed() ? text().setup.changed : ""}
      </p>
    </form>
  );
}
