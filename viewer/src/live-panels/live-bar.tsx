// The clock of a running fleet: live, or anywhere in the last minutes that the page has kept.
import { type JSX, Show } from "solid-js";
import { formatDay, formatNumber, formatTime, text } from "../i18n/index.ts";
import { liveText } from "../i18n/live-text.ts";
import { IconButton } from "../panels/icon-button.tsx";
import type { LiveState } from "../state/live-state.ts";

export function LiveBar(props: { readonly app: LiveState }): JSX.Element {
  const { app } = props;
  const { view } = app;
  const local = (step: number) =>
    (view().facts?.startLocalSeconds ?? 0) + Math.max(0, step) * (view().facts?.stepSeconds ?? 0);
  const first = () => {
    view();
    return Math.max(0, app.playback()?.panes[0]?.ring?.firstStep ?? 0);
  };
  const last = () => Math.max(first() + 1, view().computedStep);
  const share = (step: number) =>
    `${Math.min(100, Math.max(0, ((step - first()) / (last() - first())) * 100))}%`;
  const has = () => view().facts !== null;
  const stands = () => !app.isLive() && !view().playing;
  return (
    <section class="transport live-bar" aria-label={text().transport.label}>
      <div class="buttons">
        <IconButton
          icon="stepBack"
          label={text().transport.stepBack}
          key="←"
          id="step-back"
          onPress={() => app.stepBy(-1)}
        />
        <IconButton
          icon={stands() ? "play" : "pause"}
          label={stands() ? text().transport.play : text().transport.pause}
          key="Space"
          id="play"
          primary
          disabled={!has()}
          onPress={() => app.togglePlay()}
        />
        <IconButton
          icon="stepForward"
          label={text().transport.stepForward}
          key="→"
          id="step-forward"
          onPress={() => app.stepBy(1)}
        />
      </div>
      <div class="clock" role="timer" aria-label={text().transport.time}>
        <b id="clock" data-step={view().shownStep}>
          {has() ? formatTime(local(view().shownStep)) : "--:--:--"}
        </b>
        <span class="day">{has() ? formatDay(local(view().shownStep)) : ""}</span>
      </div>
      <div class="scrub">
        <div class="track">
          <i class="passed" style={{ width: share(view().shownStep) }} />
        </div>
        <input
          id="scrubber"
          type="range"
          min={first()}
          max={last()}
          step="1"
          value={view().shownStep}
          disabled={!has()}
          aria-label={text().transport.time}
          aria-valuetext={formatTime(local(view().shownStep))}
          onInput={(event) => app.seek(event.currentTarget.valueAsNumber)}
        />
        <div class="ends" aria-hidden="true">
          <span>{has() ? formatTime(local(first())) : ""}</span>
          <span class="state">
            <Show when={has()}>
              {liveText().time.kept(formatNumber(Math.max(1, (last() - first()) / app.stepsPerMinute)))}
            </Show>
          </span>
          <span>{has() ? formatTime(local(last())) : ""}</span>
        </div>
      </div>
      <button
        type="button"
        id="live"
        class="chip live-button"
        aria-pressed={app.isLive()}
        title={`${app.isLive() ? liveText().time.isLive : liveText().time.toLive} (G)`}
        disabled={!has()}
        onClick={() => app.goLive()}
      >
        <i aria-hidden="true" />
        {liveText().time.live}
      </button>
    </section>
  );
}
