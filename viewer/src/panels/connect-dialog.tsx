// From the simulating page to a running fleet: a button, and a form that is loaded when somebody presses it.
import { createSignal, type JSX, lazy, Show, Suspense } from "solid-js";
import { text } from "../i18n/index.ts";
import { IconButton } from "./icon-button.tsx";

const ConnectForm = lazy(async () => {
  const { ConnectForm: form } = await import("../live-panels/connect-form.tsx");
  return { default: form };
});

export function ConnectDialog(): JSX.Element {
  const [isOpen, setOpen] = createSignal(false);
  let dialog!: HTMLDialogElement;
  return (
    <>
      <button
        type="button"
        id="watch-fleet"
        class="link-button"
        onClick={() => {
          setOpen(true);
          dialog.showModal();
        }}
      >
        {text().connect.open}
      </button>
      <dialog id="connect" aria-label={text().connect.title} ref={dialog} onClose={() => setOpen(false)}>
        <header class="card-head">
          <h2>{text().connect.title}</h2>
          <IconButton icon="close" label={text().connect.close} key="Esc" onPress={() => dialog.close()} />
        </header>
        <Show when={isOpen()}>
          <Suspense fallback={<progress />}>
            <ConnectForm />
          </Suspense>
        </Show>
      </dialog>
    </>
  );
}
