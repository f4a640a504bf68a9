// The one clock: play, pause, step, speed, and the scrubber with the arrivals behind it, what has
// befallen the site and what is computed.
import { createEffect, createMemo, For, type JSX, Show } from "solid-js";
import { formatDay, formatTime, text } from "../i18n/index.ts";
import { NoteKind } from "../protocol/site-notes.ts";
import { speeds } from "../run/playback-clock.ts";
import type { AppState } from "../state/app-state.ts";
import { IconButton, type IconButtonProps } from "./icon-button.tsx";

export function TransportBar(props: { readonly app: AppState }): JSX.Element {
  const { app } = props;
  const { view } = app;
  const horizon = () => view().facts?.horizonSteps ?? 1;
  const local = (step: number) =>
    (view().facts?.startLocalSeconds ?? 0) + Math.max(0, step) * (view().facts?.stepSeconds ?? 0);
  const plays = () => view().playing && !view().ended;
  const share = (step: number) => `${Math.min(100, Math.max(0, (step / horizon()) * 100))}%`;

  return (
    <section class="transport" aria-label={text().transport.label}>
      <div class="buttons">
        <ClockButton does="stepBack" key="←" id="step-back" onPress={() => app.stepBy(-1)} />
        <IconButton
          icon={plays() ? "pause" : "play"}
          label={plays() ? text().transport.pause : text().transport.play}
          key="Space"
          id="play"
          primary
          disabled={view().ended}
          onPress={() => app.togglePlay()}
        />
        <ClockButton does="stepForward" key="→" id="step-forward" onPress={() => app.stepBy(1)} />
      </div>
      <div class="clock" role="timer" aria-label={text().transport.time}>
        <b id="clock" data-step={view().shownStep}>
          {view().facts ? formatTime(local(view().shownStep)) : "--:--:--"}
        </b>
        <span class="day">{view().facts ? formatDay(local(view().shownStep)) : ""}</span>
      </div>
      <div class="scrub">
        <ArrivalsCurve app={app} />
        <EventTicks app={app} />
        <div class="track">
          <i class="computed" style={{ width: share(view().computedStep) }} />
          <i class="passed" style={{ width: share(view().shownStep) }} />
        </div>
        <input
          id="scrubber"
          type="range"
          min="0"
          max={horizon()}
          step="1"
          value={view().shownStep}
          disabled={view().facts === null}
          aria-label={text().transport.time}
          aria-valuetext={formatTime(local(view().shownStep))}
          onInput={(event) => app.seekNear(event.currentTarget.valueAsNumber)}
        />
        <div class="ends" aria-hidden="true">
          <span>{view().facts ? formatTime(local(0)).slice(0, 5) : ""}</span>
          <span class="state">
            <Show when={view().starved && view().seeking === null}>{text().waitingForFrames}</Show>
            <Show when={view().ended}>{text().transport.ended}</Show>
          </span>
          <span>{view().facts ? formatTime(local(horizon())).slice(0, 5) : ""}</span>
        </div>
      </div>
      <div class="speed">
        <ClockButton does="slower" key="[" id="slower" onPress={() => app.changeSpeed(-1)} />
        <select
          id="speed"
          aria-label={text().transport.speed}
          title={text().transport.speed}
          value={String(view().speed)}
          onChange={(event) => app.setSpeed(Number(event.currentTarget.value))}
        >
          <For each={speeds}>
            {(speed) => (
              <option value={String(speed)} selected={speed === view().speed}>
                {speed}×
              </option>
            )}
          </For>
        </select>
        <ClockButton does="faster" key="]" id="faster" onPress={() => app.changeSpeed(1)} />
      </div>
    </section>
  );
}

/** A button with the icon and the name of what it does to the clock. */
function ClockButton(
  props: Pick<IconButtonProps, "key" | "id" | "onPress"> & {
    readonly does: "stepBack" | "stepForward" | "slower" | "faster";
  },
): JSX.Element {
  return (
    <IconButton
      icon={props.does}
      label={text().transport[props.does]}
      key={props.key!}
      id={props.id!}
      onPress={() => props.onPress()}
    />
  );
}

/** Orders arriving per minute over the whole run: the peak is visible before it is played. */
function ArrivalsCurve(props: { readonly app: AppState }): JSX.Element {
  let path!: SVGPathElement;
  createEffect(() => {
    const { facts, computedStep } = props.app.view();
    const pane = props.app.playback()?.panes[0];
    if (!facts || !pane || computedStep < 0) return;
    const minutesTotal = Math.max(1, (facts.horizonSteps * facts.stepSeconds) / 60);
    const { outlook, history } = pane;
    path.setAttribute(
      "d",
      outlook === null
        ? curve(history.series.ordersArrived, history.minutes, minutesTotal)
        : curve(outlook, Math.floor(minutesTotal), minutesTotal),
    );
  });
  return (
    <svg class="arrivals" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
      <path ref={path} d="" />
    </svg>
  );
}

/** Ticks drawn at most; several at one place are one. */
const tickPlaces = 400;

/** What befell the floors, as ticks on the time line; the list of events says the same in words. */
function EventTicks(props: { readonly app: AppState }): JSX.Element {
  const path = createMemo(() => {
    const { facts } = props.app.view();
    if (facts === null) return "";
    const places = new Set<number>();
    for (const pane of props.app.playback()?.panes ?? []) {
      for (const note of pane.log.notes) {
        if (tickKinds.has(note.kind)) places.add(Math.round((note.step / facts.horizonSteps) * tickPlaces));
      }
    }
    return [...places].map((place) => `M${(place / tickPlaces) * 1000} 0V100`).join("");
  });
  return (
    <svg class="event-ticks" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
      <path class="ticks" d={path()} vector-effect="non-scaling-stroke" />
    </svg>
  );
}

/** What goes wrong; that it is over again is no tick, and stations open and close by plan all the time. */
const tickKinds: ReadonlySet<number> = new Set([
  NoteKind.robotFailed,
  NoteKind.batteryEmpty,
  NoteKind.cellClosed,
  NoteKind.stockLost,
  NoteKind.personAway,
  NoteKind.deliveryLate,
]);

const curvePointsMax = 250;

function curve(perMinute: Float64Array, minutes: number, minutesTotal: number): string {
  if (minutes < 2) return "";
  const bucket = Math.max(1, Math.ceil(minutesTotal / curvePointsMax));
  const means: number[] = [];
  for (let from = 0; from + bucket <= minutes; from += bucket) {
    let sum = 0;
    for (let minute = from; minute < from + bucket; minute += 1) sum += perMinute[minute]!;
    means.push(sum / bucket);
  }
  const highest = Math.max(1e-9, ...means);
  const x = (index: number) => (((index + 0.5) * bucket) / minutesTotal) * 1000;
  const points = means.map(
    (mean, index) => `${x(index).toFixed(1)} ${(100 - (mean / highest) * 92).toFixed(1)}`,
  );
  return points.length < 2 ? "" : `M0 100 L${points.join(" L")} L${x(points.length - 1).toFixed(1)} 100 Z`;
}
