// What is known of a kept station's hours at an instant: it is closed outside the stretches that were told ahead.
export const DAYS_AHEAD = 8; // told from the midnight before: seven of them are whole
const KNOWN_MS = 7 * 86_400_000;
const CLOSING_SOON_MS = 1_800_000; // as the service has it

export function openingAt({ raw, parse, ahead, kept_at }, at) {
  const edge = kept_at + KNOWN_MS;
  if (at > edge) return { raw, parse, state: "unknown", until: null, next_open: null };
  const [, end, state] = ahead.find(([start, past]) => start <= at && at < past) ?? [];
  const later = ahead.filter(([start]) => start > at);
  const next_open = later.find(([, , next]) => next === "open")?.[0] ?? null;
  if (!state) return { raw, parse, state: "closed", until: later[0]?.[0] ?? null, next_open };
  const until = end < edge ? end : null;
  const isClosing = state === "open" && until !== null && until - at <= CLOSING_SOON_MS;
  return { raw, parse, state: isClosing ? "closing_soon" : state, until, next_open };
}
