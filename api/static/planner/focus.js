// Whoever works by keyboard stays where they are when a part of the page is drawn anew.
const REACHED = "a[href], button, input, select, textarea, summary, [tabindex]";

export function steady(draw) {
  return (...given) => {
    const active = document.activeElement;
    const part = active?.parentElement?.closest("[id]");
    const place = part ? [...part.querySelectorAll(REACHED)].indexOf(active) : -1;
    draw(...given);
    if (place >= 0 && !active.isConnected) part.querySelectorAll(REACHED)[place]?.focus({ preventScroll: true });
  };
}
