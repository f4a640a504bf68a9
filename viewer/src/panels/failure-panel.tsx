// What failed, where, and what to do about it.
import { type JSX, Show } from "solid-js";
import { text } from "../i18n/index.ts";
import type { RunFailure } from "../protocol/messages.ts";

export interface FailurePanelProps {
  readonly title: string;
  readonly failure: RunFailure;
  readonly onRetry: () => void;
  readonly onDefaults?: () => void;
}

export function FailurePanel(props: FailurePanelProps): JSX.Element {
  return (
    <section class="failure" role="alert">
      <h2>{props.title}</h2>
      <p>{text().failure.advice[props.failure.reason]}</p>
      <pre>{props.failure.lines.join("\n")}</pre>
      <div class="actions">
        <button type="button" onClick={() => props.onRetry()}>
          {text().failure.retry}
        </button>
        <Show when={props.onDefaults}>
          <button type="button" onClick={() => props.onDefaults?.()}>
            {text().failure.defaults}
          </button>
        </Show>
      </div>
    </section>
  );
}
