// Composes a strategy: one rule for each decision, begun from a strategy that is there; used on a floor, saved under a name,
// or given away as the file that the command line takes.
import { createSignal, For, type JSX, Show } from "solid-js";
import { text } from "../i18n/index.ts";
import type { AppState } from "../state/app-state.ts";
import {
  type Composition,
  composedName,
  parseComposition,
  ruleOf,
  strategyNamePattern,
  strategyOf,
  strategyYaml,
} from "../state/composition.ts";
import { saveText } from "./download.ts";
import { IconButton } from "./icon-button.tsx";

export interface ComposerDialogProps {
  readonly app: AppState;
  /** Gives away the function that opens the dialog with a strategy's name; what is composed goes to `use`. */
  readonly ref: (open: (from: string, use: (composed: string) => void) => void) => void;
}

export function ComposerDialog(props: ComposerDialogProps): JSX.Element {
  const { app } = props;
  let dialog!: HTMLDialogElement;
  let use: (composed: string) => void = () => {};
  const [composition, setComposition] = createSignal<Composition>({ base: "", changes: {} });
  const [name, setName] = createSignal("");
  const catalog = () => app.catalog();
  const composed = () => {
    const known = catalog();
    return known === null ? "" : composedName(composition(), known);
  };
  const nameFits = () => strategyNamePattern.test(name()) && strategyOf(name(), catalog()!) === undefined;
  props.ref((from, then) => {
    if (catalog() === null || dialog.open) return;
    use = then;
    setComposition(parseComposition(from));
    setName(app.savedStrategies().find((saved) => saved.composed === from)?.name ?? "");
    dialog.showModal();
  });

  return (
    <dialog id="composer" class="wide" aria-label={text().composer.title} ref={dialog}>
      <header class="card-head">
        <h2>{text().composer.title}</h2>
        <IconButton icon="close" label={text().composer.close} key="Esc" onPress={() => dialog.close()} />
      </header>
      <Show when={catalog()}>
        {(known) => (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              dialog.close();
              use(composed());
            }}
          >
            <label class="field">
              <span>{text().composer.base}</span>
              <select
                id="composer-base"
                onChange={(event) => setComposition({ base: event.currentTarget.value, changes: {} })}
              >
                <For each={known().strategies}>
                  {(strategy) => (
                    <option value={strategy.name} selected={strategy.name === composition().base}>
                      {strategy.name}
                    </option>
                  )}
                </For>
              </select>
            </label>
            <div class="composer-rules">
              <For each={known().decisions}>
                {({ decision, rules }) => {
                  const chosen = () => ruleOf(composition(), decision, known());
                  const changed = () => chosen() !== strategyOf(composition().base, known())?.rules[decision];
                  return (
                    <label class="field" classList={{ changed: changed() }}>
                      <span>
                        {decisionName(decision)}
                        {changed() ? ` ${text().composer.changed}` : ""}
                      </span>
                      <select
                        data-decision={decision}
                        onChange={(event) =>
                          setComposition((now) => ({
                            ...now,
                            changes: { ...now.changes, [decision]: event.currentTarget.value },
                          }))
                        }
                      >
                        <For each={rules.includes(chosen()) ? rules : [chosen(), ...rules]}>
                          {(rule) => (
                            <option value={rule} selected={rule === chosen()}>
                              {rule}
                            </option>
                          )}
                        </For>
                      </select>
                    </label>
                  );
                }}
              </For>
            </div>
            <p class="note">
              {text().composer.inWords} <code class="composed">{composed()}</code>
            </p>
            <div class="composer-save">
              <label class="field">
                <span>{text().composer.name}</span>
                <input
                  id="composer-name"
                  value={name()}
                  placeholder="my-strategy"
                  aria-invalid={name() !== "" && !nameFits()}
                  onInput={(event) => setName(event.currentTarget.value)}
                />
              </label>
              <button
                type="button"
                id="composer-save"
                class="chip"
                disabled={!nameFits()}
                onClick={() => app.saveStrategy({ name: name(), composed: composed() })}
              >
                {text().composer.save}
              </button>
              <button
                type="button"
                id="composer-yaml"
                class="chip"
                disabled={!nameFits()}
                onClick={() =>
                  saveText(`${name()}.yaml`, "application/yaml", strategyYaml(name(), composition(), known()))
                }
              >
                {text().composer.yaml}
              </button>
            </div>
            <p class="note" role="status">
              {name() !== "" && !nameFits() ? text().composer.nameRule : text().composer.hint}
            </p>
            <button type="submit" id="composer-use" class="run-button">
              {text().composer.use}
            </button>
          </form>
        )}
      </Show>
    </dialog>
  );
}

/** The decision in words where the dictionary has it. */
function decisionName(decision: string): string {
  const names: Readonly<Record<string, string>> = text().composer.decisions;
  return names[decision] ?? decision;
}
