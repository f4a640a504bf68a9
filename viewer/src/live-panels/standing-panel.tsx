// Robots that stand, and not for their work's sake: why, and what to do.
import { createMemo, Index, type JSX, Show } from "solid-js";
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
          <Index each={standing().slice(0, listedMax)}>
            {(one) => (
              <li data-robot={one().name}>
                <button
                  type="button"
                  class="link-button"
                  aria-label={liveText().standing.select(one().name)}
                  onClick={() => {
                    app.stage()?.select(one().robot);
                    app.stage()?.follow("on");
                  }}
                >
                  {one().name}
                </button>{" "}
                {localized(one().why)}
                <Show when={localized(one().todo) !== ""}>
                  <p class="robot-todo">{localized(one().todo)}</p>
                </Show>
              </li>
            )}
          </Index>
        </ul>
        <Show when={standing().length > listedMax}>
          <p class="note">{liveText().standing.more(standing().length - listedMax)}</p>
        </Show>
      </Show>
    </section>
  );
}
