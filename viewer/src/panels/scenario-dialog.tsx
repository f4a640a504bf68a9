// A scenario as text, checked as it is typed, with a look at its floor; run from here or saved as a file.
import { createEffect, createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { drawFloor } from "../floor/minimap.ts";
import { text } from "../i18n/index.ts";
import type { OwnScenario, ScenarioCheck } from "../protocol/messages.ts";
import type { AppState } from "../state/app-state.ts";
import { saveText } from "./download.ts";
import { IconButton } from "./icon-button.tsx";

const checkMilliseconds = 250;

export function ScenarioDialog(props: {
  readonly app: AppState;
  readonly ref: (open: () => void) => void;
}): JSX.Element {
  const { app } = props;
  let dialog!: HTMLDialogElement;
  let canvas!: HTMLCanvasElement;
  let area!: HTMLTextAreaElement;
  const [draft, setDraft] = createSignal<OwnScenario | null>(null);
  const [check, setCheck] = createSignal<ScenarioCheck | null>(null);
  let asked = 0;

  props.ref(() => {
    if (dialog.open) return;
    app.pause();
    dialog.showModal();
    void begin();
  });
  const begin = async () => {
    const name = app.settings().scenario;
    const own = app.own();
    if (own !== null && own.name === name) setDraft(own);
    else setDraft({ name: `${name}-own`, text: await app.desk.text(name), overrides: [], files: {} });
  };
  createEffect(() => {
    const now = draft();
    if (now === null) return;
    asked += 1;
    const turn = asked;
    setCheck(null);
    const timer = setTimeout(async () => {
      const answer = await app.desk
        .check(now)
        .catch((error: unknown): ScenarioCheck => ({ lines: [String(error)], entry: null, floor: null }));
      if (turn === asked) setCheck(answer);
    }, checkMilliseconds);
    onCleanup(() => clearTimeout(timer));
  });
  createEffect(() => {
    const floor = check()?.floor;
    if (floor != null) drawFloor(canvas, floor, app.theme());
  });
  /** `name.yaml:12:8: …` puts the cursor there. */
  const goTo = (line: string) => {
    const place = /:(\d+):(\d+):/.exec(line);
    if (place === null) return;
    const lines = area.value.split("\n").slice(0, Number(place[1]) - 1);
    const at = lines.reduce((sum, before) => sum + before.length + 1, 0) + Number(place[2]) - 1;
    area.focus();
    area.setSelectionRange(at, at);
  };

  return (
    <dialog id="scenario-editor" class="wide" aria-label={text().editor.title} ref={dialog}>
      <header class="card-head">
        <h2>{text().editor.title}</h2>
        <IconButton icon="close" label={text().editor.close} key="Esc" onPress={() => dialog.close()} />
      </header>
      <div class="editor">
        <textarea
          ref={area}
          id="scenario-text"
          spellcheck={false}
          aria-label={text().editor.title}
          aria-describedby="scenario-problems"
          value={draft()?.text ?? ""}
          onInput={(event) => {
            const typed = event.currentTarget.value;
            setDraft((now) => (now === null ? null : { ...now, text: typed }));
          }}
        />
        <div class="editor-side">
          <canvas ref={canvas} class="minimap" role="img" aria-label={text().editor.floor} />
          <div id="scenario-problems" role="status">
            <Show when={check()} fallback={<p class="note">{text().editor.checking}</p>}>
              {(found) => (
                <Show when={found().lines.length > 0} fallback={<p class="note">{text().editor.fine}</p>}>
                  <ul class="problems">
                    <For each={found().lines}>
                      {(line) => (
                        <li>
                          <button type="button" onClick={() => goTo(line)}>
                            {line}
                          </button>
                        </li>
                      )}
                    </For>
                  </ul>
                </Show>
              )}
            </Show>
          </div>
        </div>
      </div>
      <div class="act-buttons">
        <button
          type="button"
          id="scenario-run"
          class="run-button"
          disabled={check()?.entry == null}
          onClick={() => {
            dialog.close();
            app.runOwn(draft()!, check()!.entry!);
          }}
        >
          {text().editor.run}
        </button>
        <button
          type="button"
          class="run-button second"
          onClick={() =>
            saveText(`${draft()?.name ?? "scenario"}.yaml`, "application/yaml", draft()?.text ?? "")
          }
        >
          {text().editor.save}
        </button>
      </div>
    </dialog>
  );
}
