// Takes files from the desktop, wherever on the page they are dropped, and says at once what is wrong with one.
import { createSignal, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import { text } from "../i18n/index.ts";
import type { AppState } from "../state/app-state.ts";
import { IconButton } from "./icon-button.tsx";

export function FileDrop(props: {
  readonly app: Pick<AppState, "openFiles" | "fileProblem" | "dismissFileProblem">;
  /** Left out: what the simulating page takes. */
  readonly hint?: string;
}): JSX.Element {
  const { app } = props;
  const [over, setOver] = createSignal(false);
  onMount(() => {
    const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const dragged = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const left = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const dropped = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setOver(false);
      void app.openFiles([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener("dragover", dragged);
    window.addEventListener("dragleave", left);
    window.addEventListener("drop", dropped);
    onCleanup(() => {
      window.removeEventListener("dragover", dragged);
      window.removeEventListener("dragleave", left);
      window.removeEventListener("drop", dropped);
    });
  });
  return (
    <>
      <Show when={over()}>
        <div class="drop-here">{props.hint ?? text().files.drop}</div>
      </Show>
      <Show when={app.fileProblem()}>
        {(problem) => (
          <section class="file-problem" role="alert">
            <header class="card-head">
              <h2>
                {problem().lost === "all"
                  ? text().files.bad(problem().file)
                  : text().files.partly(problem().file)}
              </h2>
              <IconButton icon="close" label={text().files.close} onPress={() => app.dismissFileProblem()} />
            </header>
            <ul>
              <For each={problem().lines()}>{(line) => <li>{line}</li>}</For>
            </ul>
          </section>
        )}
      </Show>
    </>
  );
}
