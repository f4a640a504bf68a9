// Robots that stand, and not for their work's sake: why, and what to do.
import { createMemo, For, type JSX, Show } from "solid-js";
import { localized } from "../i18n/index.ts";
import { liveText } from "../i18n/live-text.ts";
import type { LiveState } from "../state/live-state.ts";

const listedMax = 12;

export function StandingPanel(props: { readonly app: LiveState }): JSX.Element {
  const { app } = props;
  const standing = createMemo(() => {
    app.pulse();
    return app.feed.robots.flatMap(({ name, standing: { why, todo, needsLook } }, robot) =>
      needsLook ? [{ robot, name, why, todo }] : [],
    );
  });
  return (
    <section class="standing" aria-label={liveText().standing.title}>
      <h2>
        {liveText().standing.title} <Show when={standing().length > 0}>({standing().length})</Show>
      </h2>
      <Show
        when={standing().length > 0}
        fallback={<p class="note">{app.isKnown() ? liveText().standing.none : liveText().unknown}</p>}
      >
        <ul class="cards">
          <For each={standing().slice(0, listedMax)}>
            {({ robot, name, why, todo }) => (
              <li data-robot={name}>
                <button
                  type="button"
                  class="link-button"
                  aria-label={liveText().standing.select(name)}
                  onClick={() => {
                    app.stage()?.select(robot);
                    app.stage()?.follow("on");
                  }}
                >
                  {name}
                </button>{" "}
                {localized(why)}
                <Show when={localized(todo) !== ""}>
                  <p class="robot-todo">{localized(todo)}</p>
                </Show>
              </li>
            )}
          </For>
        </ul>
        <Show when={standing().length > listedMax}>
          <p class="note">{liveText().standing.more(standing().length - listedMax)}</p>
        </Show>
      </Show>
    </section>
  );
}
