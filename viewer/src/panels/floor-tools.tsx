// Over the first floor: what is laid over the floors, and the search for a robot, station, pod or cell.
import { createSignal, For, type JSX, Show } from "solid-js";
import { text } from "../i18n/index.ts";
import { findPlace } from "../state/find-place.ts";
import type { LayerName } from "../state/url-state.ts";
import type { WatchState } from "../state/watch-state.ts";
import { IconButton } from "./icon-button.tsx";

const layerKeys: readonly (readonly [LayerName, string])[] = [
  ["heat", "H"],
  ["flow", "V"],
  ["numbers", "I"],
];

export function FloorTools(props: { readonly app: WatchState; readonly onAct?: () => void }): JSX.Element {
  const { app } = props;
  const [missed, setMissed] = createSignal("");
  const isLive = () => app.view().facts?.live !== undefined;
  const searchLabel = () => (isLive() ? text().search.liveLabel : text().search.label);
  const search = (input: HTMLInputElement) => {
    const wanted = input.value.trim();
    const pane = app.playback()?.panes[0];
    const frame = pane === undefined ? undefined : app.playback()?.shown(pane)?.previous;
    if (wanted === "" || !pane?.facts || !pane.layout || !frame) return;
    const found = findPlace(wanted, frame, pane.layout, pane.facts);
    setMissed(found === null ? wanted : "");
    if (found === null) return;
    if (found.robot >= 0) app.stage()?.select(found.robot);
    app.stage()?.show(found.x, found.y);
    input.blur();
  };
  return (
    <fieldset class="floor-tools" aria-label={text().floor.tools}>
      <For each={layerKeys.filter(([layer]) => layer === "numbers" || !isLive())}>
        {([layer, key]) => (
          <IconButton
            icon={layer}
            id={`layer-${layer}`}
            label={isLive() ? text().floor.names : text().floor[layer]}
            key={key}
            pressed={app.layers().includes(layer)}
            onPress={() => app.toggleLayer(layer)}
          />
        )}
      </For>
      <Show when={props.onAct}>
        <IconButton
          icon="bolt"
          id="act-button"
          label={text().act.open}
          key="X"
          disabled={app.view().facts === null}
          onPress={() => props.onAct?.()}
        />
      </Show>
      <input
        id="search"
        type="search"
        size="12"
        autocomplete="off"
        aria-label={searchLabel()}
        title={`${searchLabel()} (/)`}
        placeholder={isLive() ? text().search.livePlaceholder : text().search.placeholder}
        onInput={() => setMissed("")}
        onKeyDown={(event) => {
          if (event.key === "Enter") search(event.currentTarget);
          if (event.key === "Escape") {
            event.currentTarget.value = "";
            setMissed("");
            event.currentTarget.blur();
          }
        }}
        onChange={(event) => search(event.currentTarget)}
      />
      <Show when={missed()}>
        <p class="search-miss" role="status">
          {isLive() ? text().search.liveNone(missed()) : text().search.none(missed())}
        </p>
      </Show>
    </fieldset>
  );
}
