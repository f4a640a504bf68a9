// What the marks on the floor mean: the same glyphs, drawn by the same code.
import { createEffect, For, type JSX, Show } from "solid-js";
import { floorLooks } from "../floor/floor-look.ts";
import { drawGlyph, type Glyph } from "../floor/glyphs.ts";
import { lookColors, looks } from "../floor/robot-look.ts";
import { text } from "../i18n/index.ts";
import type { ThemeName } from "../state/app-state.ts";

const glyphPixels = 36;

export function Legend(props: {
  readonly theme: ThemeName;
  /** `fleet`: only what a running fleet shows. */
  readonly of?: "simulation" | "fleet";
}): JSX.Element {
  const floor = () => floorLooks[props.theme];
  const isFleet = () => props.of === "fleet";
  return (
    <section class="legend" aria-label={text().legend.title}>
      <h2>{text().legend.title}</h2>
      <ul>
        <For each={looks}>
          {(look) => (
            <li>
              <GlyphMark glyph={look} color={lookColors[props.theme][look]} />
              {text().legend[look]}
            </li>
          )}
        </For>
        <Show when={!isFleet()}>
          <li>
            <GlyphMark glyph="pod" color={floor().pod} />
            {text().legend.pod}
          </li>
        </Show>
        <li>
          <i class="mark mark-square" style={{ "border-color": floor().pick }} />
          {text().legend.pickStation}
        </li>
        <li>
          <i class="mark mark-diamond" style={{ "border-color": floor().replenish }} />
          {text().legend.replenishStation}
        </li>
        <Show when={!isFleet()}>
          <li>
            <i class="mark mark-square" style={{ "border-color": floor().closed, opacity: 0.7 }} />
            {text().legend.closedStation}
          </li>
          <For each={["closedCell", "personAway", "stationFault"] as const}>
            {(glyph) => (
              <li>
                <GlyphMark glyph={glyph} color={floor().trouble} />
                {text().legend[glyph]}
              </li>
            )}
          </For>
          <li>
            <i class="mark mark-cell" style={{ background: floor().chute }} />
            {text().legend.chute}
          </li>
          <li>
            <i class="mark mark-cell" style={{ background: floor().chuteShut }} />
            {text().legend.chuteShut}
          </li>
        </Show>
        <li>
          <i class="mark mark-cell" style={{ background: floor().charger }} />
          {text().legend.charger}
        </li>
        <Show when={!isFleet()}>
          <li>
            <i class="mark mark-bar" style={{ background: floor().pick }} />
            {text().legend.slots}
          </li>
          <li title={text().legend.stationLabel}>
            <i class="mark mark-label">P1</i>
            {text().legend.station}
          </li>
        </Show>
      </ul>
    </section>
  );
}

function GlyphMark(props: { readonly glyph: Glyph; readonly color: string }): JSX.Element {
  let canvas!: HTMLCanvasElement;
  createEffect(() => {
    const pen = canvas.getContext?.("2d");
    if (!pen) return;
    pen.clearRect(0, 0, glyphPixels, glyphPixels);
    drawGlyph(pen, props.glyph, 0, 0, glyphPixels, props.color);
  });
  return <canvas ref={canvas} class="mark" width={glyphPixels} height={glyphPixels} />;
}
