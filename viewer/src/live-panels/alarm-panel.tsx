// Alarms of the server: what is wrong, since when, and what to do.
import { For, type JSX, Show } from "solid-js";
import { clockOf, liveText } from "../i18n/live-text.ts";
import type { ServerFeed } from "../live/server-feed.ts";
import type { LiveState } from "../state/live-state.ts";

export function AlarmPanel(props: { readonly app: LiveState; readonly feed: ServerFeed }): JSX.Element {
  const alarms = () => {
    props.app.pulse();
    // What is graver comes first; the feed has the latest first.
    const { alarms: all } = props.feed;
    const of = (severity: "error" | "warning") => all.filter((alarm) => alarm.severity === severity);
    return [...of("error"), ...of("warning")];
  };
  return (
    <section class="alarms" aria-label={liveText().alarms.title}>
      <h2>
        {liveText().alarms.title} <Show when={alarms().length > 0}>({alarms().length})</Show>
      </h2>
      <Show
        when={alarms().length > 0}
        fallback={<p class="note">{props.app.isKnown() ? liveText().alarms.none : liveText().unknown}</p>}
      >
        <ul class="cards">
          <For each={alarms()}>
            {({ id, severity, about, message, advice, since }) => (
              <li data-alarm={id} class={`alarm-${severity}`}>
                <b class="severity">{liveText().alarms[severity]}</b> <b>{about}</b>{" "}
                <span class="since">{liveText().alarms.since(clockOf(Date.parse(since)))}</span>
                <p>{message}</p>
                <Show when={advice}>
                  <p class="robot-todo">
                    <b>{liveText().alarms.todo}:</b> {advice}
                  </p>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
