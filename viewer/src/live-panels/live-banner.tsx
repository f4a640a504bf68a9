// What stands between the page and the fleet, over the floor: lost, waiting, needs a key; or that somebody looks back.
import { type JSX, Show } from "solid-js";
import { formatNumber, formatTime } from "../i18n/index.ts";
import { liveText, shortTime } from "../i18n/live-text.ts";
import type { LiveState } from "../state/live-state.ts";

export function LiveBanner(props: {
  readonly app: LiveState;
  readonly onConnection: () => void;
}): JSX.Element {
  const { app } = props;
  const status = () => {
    app.pulse();
    return app.feed.status;
  };
  const hasFloor = () => app.view().facts !== null;
  const words = (): string => {
    const { phase, lastMessageMs, retryAtMs, broker } = status();
    const said = liveText().banner;
    if (phase === "needs-key") return app.operator === null ? said.login : said.key;
    if (phase === "refused") return said.refused;
    const next =
      retryAtMs === null
        ? said.trying
        : said.retry(formatNumber(Math.max(0, Math.ceil((retryAtMs - app.now()) / 1000))));
    if (phase === "lost" && hasFloor())
      return `${said.lost(shortTime(app.now() - (lastMessageMs ?? app.now())))} ${next}`;
    if (phase === "live" && broker?.connected === false) return said.brokerLost;
    if (phase === "live" && hasFloor() && !app.isLive()) {
      const { facts, shownStep } = app.view();
      return said.past(formatTime(facts!.startLocalSeconds + shownStep * facts!.stepSeconds));
    }
    return "";
  };
  const isAsked = () => ["needs-key", "refused"].includes(status().phase);
  return (
    <>
      <p class="visually-hidden" role="status">
        {liveText().connection.kind[app.feed.kind]}: {liveText().connection.phase[status().phase]}
      </p>
      <Show when={words() !== ""}>
        <div class="live-banner" classList={{ alarm: status().phase !== "live" }} data-phase={status().phase}>
          <span>{words()}</span>
          <Show when={status().phase === "lost" && status().retryAtMs !== null}>
            <button type="button" class="link-button" onClick={() => app.feed.retry()}>
              {liveText().banner.now}
            </button>
          </Show>
          <Show when={isAsked()}>
            <button type="button" class="link-button" onClick={() => props.onConnection()}>
              {liveText().banner.enter}
            </button>
          </Show>
        </div>
      </Show>
    </>
  );
}

/** Before there is a floor: what the page waits for. */
export function LiveWaiting(props: { readonly app: LiveState }): JSX.Element {
  const { app } = props;
  const status = () => {
    app.pulse();
    return app.feed.status;
  };
  const topics = () =>
    app.address.kind === "broker"
      ? app.address.interfaces.flatMap((name) => [`${name}/v2/#`, `${name}/v3/#`]).join(", ")
      : app.feed.address;
  const error = () => {
    const { lastError } = status();
    if (lastError === null || status().phase === "live") return "";
    const detail = lastError.detail === "" ? "" : ` (${lastError.detail})`;
    return `${liveText().connection.errors[lastError.code]}${detail}`;
  };
  const isAsked = () => ["needs-key", "refused"].includes(status().phase);
  return (
    <Show when={app.view().facts === null && !isAsked()}>
      <div class="busy" role="status">
        <Show
          when={status().phase === "live"}
          fallback={
            <>
              <span class="busy-text">{liveText().waiting.connecting(app.feed.address)}</span>
              <Show when={error()}>
                <span class="note">{error()}</span>
              </Show>
            </>
          }
        >
          <span class="busy-text">
            {app.feed.robots.length > 0 ? liveText().waiting.framing : liveText().waiting.noRobots}
          </span>
          <Show when={app.feed.kind === "broker" && app.feed.robots.length === 0}>
            <span class="note">{liveText().waiting.noRobotsHint(topics())}</span>
          </Show>
        </Show>
        <progress />
      </div>
    </Show>
  );
}
