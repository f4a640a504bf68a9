// A box whose contents scroll, reached by keys as well.
import type { JSX } from "solid-js";

export function ScrollBox(props: { readonly label: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <section class="table-box" aria-label={props.label} tabindex="0">
      {props.children}
    </section>
  );
}
