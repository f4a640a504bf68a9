// Keeps a floor's run as a recording file: runs it once more, to its end or to where it is pressed again.
import { type JSX, Show } from "solid-js";
import { formatNumber, text } from "../i18n/index.ts";
import type { RunRequest } from "../protocol/messages.ts";
import type { AppState } from "../state/app-state.ts";
import { IconButton } from "./icon-button.tsx";

export function RecordButton(props: {
  readonly app: AppState;
  readonly request: () => RunRequest;
  readonly name: string;
}): JSX.Element {
  const share = () => props.app.keptRuns.shareOf(props.request());
  return (
    <span class="caption-button record">
      <Show when={share() !== null}>
        <span class="record-share" role="status">
          {text().recording.making(formatNumber(100 * (share() ?? 0)))}
        </span>
      </Show>
      <IconButton
        icon={share() === null ? "record" : "stop"}
        label={share() === null ? text().recording.save(props.name) : text().recording.stop}
        onPress={() => props.app.keptRuns.toggle(props.request())}
      />
    </span>
  );
}
