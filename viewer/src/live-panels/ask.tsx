// The one question before anything is done to a fleet, and what came of it. Says why a button cannot be pressed.
import { createSignal, For, type JSX, Show } from "solid-js";
import { liveText } from "../i18n/live-text.ts";
import type { LiveState } from "../state/live-state.ts";
import type { Outcome } from "../state/operator-state.ts";

export interface Question {
  /** `Hold: acme/r1?` */
  readonly title: string;
  readonly hint: string;
  readonly act: () => Promise<Outcome>;
}
export type Ask = (question: Question) => void;

/** Why nothing can be done to the fleet now; empty: it can. */
export function whyNot(app: LiveState): string {
  app.pulse();
  const words = liveText().act;
  const { operator } = app;
  if (operator === null) return words.noKey;
  if (app.feed.status.phase !== "live") return words.notLive;
  const caller = operator.caller();
  if (caller === null) return words.noKey;
  return operator.may("operate") ? "" : words.notAllowed(caller.role);
}

/** A button that asks first. Where it may not be pressed it says why, also to a screen reader. */
export function AskButton(props: {
  readonly app: LiveState;
  readonly ask: Ask;
  readonly question: Question;
  readonly label: string;
  readonly id?: string;
}): JSX.Element {
  const why = () => whyNot(props.app);
  return (
    <button
      type="button"
      class="plain-button"
      id={props.id}
      disabled={why() !== ""}
      title={why() === "" ? props.question.hint : why()}
      onClick={() => props.ask(props.question)}
    >
      {props.label}
    </button>
  );
}

export function AskDialog(props: { readonly ref: (ask: Ask) => void }): JSX.Element {
  let dialog!: HTMLDialogElement;
  const [question, setQuestion] = createSignal<Question | null>(null);
  const [isBusy, setBusy] = createSignal(false);
  const [lines, setLines] = createSignal<readonly string[]>([]);
  const close = () => dialog.close();
  const act = async () => {
    const asked = question();
    if (asked === null || isBusy()) return;
    setBusy(true);
    const outcome = await asked.act();
    setBusy(false);
    setLines(outcome.lines);
    if (outcome.ok) close();
  };
  return (
    <dialog
      id="ask"
      aria-labelledby="ask-title"
      ref={(element) => {
        dialog = element;
        props.ref((next) => {
          setQuestion(next);
          setLines([]);
          element.showModal();
        });
      }}
    >
      <h2 id="ask-title">{question()?.title}</h2>
      <p class="ask-hint">{question()?.hint}</p>
      <Show when={lines().length > 0}>
        <div class="problem" role="alert">
          <b>{liveText().act.refused}</b>
          <ul>
            <For each={lines()}>{(line) => <li>{line}</li>}</For>
          </ul>
        </div>
      </Show>
      <div class="act-buttons">
        <button
          type="button"
          class="run-button"
          id="ask-yes"
          // Not disabled: the focus would leave the dialog.
          aria-disabled={isBusy()}
          onClick={() => void act()}
        >
          {liveText().act.yes}
        </button>
        <button type="button" class="run-button second" id="ask-no" onClick={close}>
          {liveText().act.no}
        </button>
      </div>
    </dialog>
  );
}
