// Keyboard and mouse, as a modal dialog.
import { For, type JSX } from "solid-js";
import { text } from "../i18n/index.ts";
import { IconButton } from "./icon-button.tsx";

export function HelpDialog(props: {
  readonly ref: (dialog: HTMLDialogElement) => void;
  /** Left out: those of the simulating page. */
  readonly rows?: readonly (readonly [string, string])[];
  readonly about?: string;
}): JSX.Element {
  let dialog!: HTMLDialogElement;
  return (
    <dialog
      id="help"
      aria-label={text().help.title}
      ref={(element) => {
        dialog = element;
        // A click on the backdrop is a click on the dialog itself; the keyboard has Escape.
        element.addEventListener("click", (event) => {
          if (event.target === element) element.close();
        });
        props.ref(element);
      }}
    >
      <header class="card-head">
        <h2>{text().help.title}</h2>
        <IconButton icon="close" label={text().help.close} key="Esc" onPress={() => dialog.close()} />
      </header>
      <dl class="keys">
        <For each={props.rows ?? text().help.rows}>
          {([keys, meaning]) => (
            <>
              <dt>{keys}</dt>
              <dd>{meaning}</dd>
            </>
          )}
        </For>
      </dl>
      <p class="note">{props.about ?? text().help.about}</p>
    </dialog>
  );
}
