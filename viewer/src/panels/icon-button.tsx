// A button with an icon, its name and its key.
import type { JSX } from "solid-js";
import { Icon } from "./icons.tsx";

export interface IconButtonProps {
  readonly icon: Parameters<typeof Icon>[0]["name"];
  readonly label: string;
  /** Key shown in the tooltip. */
  readonly key?: string;
  readonly id?: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  /** Given for a button that stays pressed. */
  readonly pressed?: boolean;
  readonly onPress: () => void;
}

export function IconButton(props: IconButtonProps): JSX.Element {
  return (
    <button
      type="button"
      id={props.id}
      class="icon-button"
      classList={{ primary: props.primary === true }}
      disabled={props.disabled}
      aria-label={props.label}
      aria-pressed={props.pressed}
      title={props.key ? `${props.label} (${props.key})` : props.label}
      // A mouse click leaves the focus where it was, so that Space goes on playing and pausing.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => props.onPress()}
    >
      <Icon name={props.icon} />
    </button>
  );
}
