// The fixed facts of the run and its fingerprint.
import { For, type JSX, Show } from "solid-js";
import { StationKind } from "../../../sim/model/index.ts";
import { formatDay, formatNumber, formatTime, text } from "../i18n/index.ts";
import type { AppState } from "../state/app-state.ts";
import type { PaneView } from "../state/run-view.ts";
import { paneNames } from "../state/url-state.ts";
import { RecordButton } from "./record-button.tsx";

export function FactsPanel(props: { readonly app: AppState }): JSX.Element {
  const { view } = props.app;
  /** Of a floor that is simulated. */
  const requestOf = (pane: PaneView) => {
    const request = props.app.playback()?.panes[paneNames.indexOf(pane.name)]?.request;
    return request?.recording === undefined ? request : undefined;
  };
  return (
    <Show when={view().facts}>
      {(facts) => {
        const count = (kind: number) => facts().floor.stations.filter((site) => site.kind === kind).length;
        const end = () => facts().startLocalSeconds + facts().horizonSteps * facts().stepSeconds;
        return (
          <section class="facts" aria-label={text().facts.title}>
            <h2>{text().facts.title}</h2>
            <dl>
              <dt>{text().facts.fleet}</dt>
              <dd>
                {text().facts.fleetValue(
                  formatNumber(facts().shape.robots),
                  formatNumber(facts().shape.pods),
                )}
              </dd>
              <dt>{text().facts.stations}</dt>
              <dd>{text().facts.stationsValue(count(StationKind.pick), count(StationKind.replenish))}</dd>
              <dt>{text().facts.floor}</dt>
              <dd>
                {facts().floor.width} × {facts().floor.height}
              </dd>
              <dt>{text().facts.horizon}</dt>
              <dd>
                {formatDay(end())} {formatTime(end()).slice(0, 5)}
              </dd>
              <dt>{text().facts.speedUp}</dt>
              <dd>
                <For each={view().panes}>
                  {(pane) => (
                    <span class="fact-part">
                      {`${pane.name} ${pane.recording === null ? `${formatNumber(pane.speedUp)}×` : "–"}`}
                    </span>
                  )}
                </For>
              </dd>
            </dl>
            <For each={view().panes}>
              {(pane) => (
                <Show when={pane.injections.length > 0}>
                  <div class="injections">
                    <b class={`badge badge-${pane.name.toLowerCase()}`}>{pane.name}</b> {text().act.injected}
                    <ul>
                      <For each={pane.injections}>{(words) => <li>{words}</li>}</For>
                    </ul>
                  </div>
                </Show>
              )}
            </For>
            <div class="fingerprints" title={text().facts.fingerprintHint}>
              <span>{text().facts.fingerprint}</span>
              <For each={view().panes}>
                {(pane) => (
                  <p class="fingerprint" data-pane={pane.name} data-hash={pane.hash ?? ""}>
                    <b class={`badge badge-${pane.name.toLowerCase()}`}>{pane.name}</b>
                    <code>{pane.hash ?? text().facts.afterRun}</code>
                    <Show when={requestOf(pane)} fallback={<RecordedBy app={props.app} pane={pane} />}>
                      {(request) => <RecordButton app={props.app} request={request} name={pane.name} />}
                    </Show>
                  </p>
                )}
              </For>
            </div>
          </section>
        );
      }}
    </Show>
  );
}

/** Which version of peakfleet made the recording of a floor. */
function RecordedBy(props: { readonly app: AppState; readonly pane: PaneView }): JSX.Element {
  const program = () =>
    props.app.recordings().find(({ name }) => name === props.pane.recording)?.program ?? "";
  return <span class="recorded-by">{text().recording.by(program())}</span>;
}
