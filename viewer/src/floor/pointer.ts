// Mouse, touch and wheel on a floor as three plain acts: pan, zoom at a point, press.

export interface PointerActs {
  pan(dx: number, dy: number): void;
  zoom(factor: number, x: number, y: number): void;
  /** A right click or a long touch, in pixels of the element. */
  menu(x: number, y: number): void;
  /** A press without a drag, in pixels of the element. */
  press(x: number, y: number): void;
}

/** A pointer that moved no farther than this is a press, not a drag. */
const pressPixelsMax = 5;
const wheelPerDoubling = 360;

/** Listens until the returned function is called. */
export function attachPointer(element: HTMLElement, acts: PointerActs): () => void {
  const pointers = new Map<number, { x: number; y: number }>();
  let travelled = 0;

  const place = (event: PointerEvent | WheelEvent) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const down = (event: PointerEvent) => {
    if (event.button > 0) return;
    element.setPointerCapture(event.pointerId);
    if (pointers.size === 0) travelled = 0;
    pointers.set(event.pointerId, place(event));
  };
  const move = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = place(event);
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    travelled += Math.abs(dx) + Math.abs(dy);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (other === undefined) {
      if (travelled > pressPixelsMax) acts.pan(dx, dy);
      return;
    }
    const spread = (point: { x: number; y: number }) =>
      Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    acts.pan(dx / 2, dy / 2);
    acts.zoom(spread(now) / spread(before), (now.x + other.x) / 2, (now.y + other.y) / 2);
  };
  const up = (event: PointerEvent) => {
    const last = pointers.get(event.pointerId);
    pointers.delete(event.pointerId);
    if (event.type === "pointerup" && last !== undefined && travelled <= pressPixelsMax) {
      acts.press(last.x, last.y);
    }
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const at = place(event);
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 24 : 1;
    acts.zoom(2 ** ((-event.deltaY * lines) / wheelPerDoubling), at.x, at.y);
  };

  const menu = (event: MouseEvent) => {
    event.preventDefault();
    pointers.clear();
    const box = element.getBoundingClientRect();
    acts.menu(event.clientX - box.left, event.clientY - box.top);
  };

  element.addEventListener("contextmenu", menu);
  element.addEventListener("pointerdown", down);
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", up);
  element.addEventListener("pointercancel", up);
  element.addEventListener("wheel", wheel, { passive: false });
  return () => {
    element.removeEventListener("contextmenu", menu);
    element.removeEventListener("pointerdown", down);
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", up);
    element.removeEventListener("pointercancel", up);
    element.removeEventListener("wheel", wheel);
  };
}
