// What to say where nothing was found: there is nothing around, or too much was asked for.
import { FAR_M } from "./api.js";
import { choice, panel } from "./panels.js";
import { listed, named, say } from "./told.js";
import { distance } from "./words.js";

export function nothingAround(nearest, actions) {
  if (!nearest) return panel("empty", actions);
  return panel("far", actions, { far: distance(FAR_M), distance: distance(nearest.properties.distance_m) });
}

// Names what was asked for, and offers to do without it; `relax` is called with what to ask for instead.
export function tooMuch({ needs, openOnly, group }, within, relax) {
  const conditions = [
    needs.size ? { words: [...needs].map((need) => named("needs", need)), offer: ["close", "drop_needs"], without: { needs: new Set() } } : null,
    openOnly ? { words: [say("when_there")], offer: ["clock", "show_closed"], without: { openOnly: false } } : null,
    group ? { words: [named("worker_groups", group)], offer: ["door", "drop_group"], without: { group: "" } } : null,
  ].filter(Boolean);
  const actions = conditions.map(({ offer, without }, rank) => choice(...offer, () => relax(without), rank === 0));
  return panel("none", actions, { within, what: listed(conditions.flatMap(({ words }) => words)) });
}
