// What is known of the fleet and its floor, and where that comes from.
import { createMemo, For, type JSX, Show } from "solid-js";
import { formatNumber } from "../i18n/index.ts";
import { liveText } from "../i18n/live-text.ts";
import { ServerFeed } from "../live/server-feed.ts";
import type { LiveState } from "../state/live-state.ts";

export function SitePanel(props: { readonly app: LiveState }): JSX.Element {
  const { app } = props;
  const robots = createMemo(() => {
    app.pulse();
    const all = app.feed.robots;
    const online = all.filter(({ connection }) => connection === "online").length;
    const versions = [...new Set(all.map(({ vda }) => vda))].filter((vda) => vda !== "").sort();
    return { count: all.length, online, versions: versions.join(", ") };
  });
  const totals = () => {
    app.pulse();
    return app.feed instanceof ServerFeed ? app.feed.totals : null;
  };
  const floorWords = () => {
    const words = liveText().site;
    const dropped = app.dropped();
    if (dropped !== null) return words.floorFile(dropped.file);
    return app.view().facts?.live?.floorFrom === "described" ? words.floorServer : words.floorSeen;
  };
  return (
    <section class="facts" aria-label={liveText().site.title}>
      <h2>{liveText().site.title}</h2>
      <dl class="pairs">
        <dt>{liveText().site.robots}</dt>
        <dd data-fact="robots">
          {liveText().site.robotsValue(formatNumber(robots().count), formatNumber(robots().online))}
        </dd>
        <Show when={robots().versions !== ""}>
          <dt>{liveText().site.versions}</dt>
          <dd data-fact="versions">{robots().versions}</dd>
        </Show>
        <Show when={totals()}>
          {(orders) => (
            <>
              <dt>{liveText().site.orders}</dt>
              <dd data-fact="orders">
                {liveText().site.ordersValue(
                  formatNumber(orders().waiting),
                  formatNumber(orders().started),
                  formatNumber(orders().done),
                )}
              </dd>
            </>
          )}
        </Show>
        <dt>{liveText().site.floor}</dt>
        <dd data-fact="floor">{floorWords()}</dd>
      </dl>
      <Show when={app.maps().length > 1}>
        <label class="field">
          <span>{liveText().site.map}</span>
          <select
            id="live-map"
            value={app.mapId()}
            onChange={(event) => app.chooseMap(event.currentTarget.value)}
          >
            <option value="">{liveText().site.mapAuto}</option>
            <For each={app.maps()}>{(name) => <option value={name}>{name}</option>}</For>
          </select>
        </label>
      </Show>
      <Show
        when={app.dropped()}
        fallback={
          <Show when={app.view().facts?.live?.floorFrom === "seen"}>
            <p class="note">{liveText().site.dropHint}</p>
            <label class="link-button file-open">
              {liveText().site.openFile}
              <input
                id="open-floor"
                type="file"
                class="visually-hidden"
                accept=".yaml,.yml,.json,.lif"
                onChange={(event) => {
                  const file = event.currentTarget.files?.[0];
                  event.currentTarget.value = "";
                  if (file !== undefined) void app.openFiles([file]);
                }}
              />
            </label>
          </Show>
        }
      >
        <button type="button" class="link-button" onClick={() => app.forgetSite()}>
          {liveText().site.forget}
        </button>
      </Show>
    </section>
  );
}
