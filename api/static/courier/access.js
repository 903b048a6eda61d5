// Who may enter a station, and how.
import { listed, named, say, told } from "./told.js";

// Whom a station is for, null where nobody knows; as the service has it.
const meantFor = ({ audience, public_facing }) => audience ?? (public_facing ? null : "host_staff");

// As the service: public is for everybody; where groups are named the others are not meant; the rest is unknown. Whoever
// names no group is not of the host's staff.
export function letsIn(access, group) {
  const { worker_groups } = access, who = meantFor(access);
  if (!group) return who === "host_staff" ? "no" : "yes";
  if (who === "public" || worker_groups.includes(group)) return "yes";
  return worker_groups.length || who === "host_staff" ? "no" : "unknown";
}

// Whether nothing that is told keeps her out: no membership, no registration, no trade but her own.
export function isWelcome(access, group) {
  const { worker_groups } = access, who = meantFor(access);
  if (who === "public") return true;
  return (who === null || who === "outdoor_workers") && (worker_groups.length === 0 || worker_groups.includes(group));
}

function whoMay(access) {
  const { worker_groups: groups } = access, audience = meantFor(access);
  if (groups.length && audience !== "public") return say("for_groups", { groups: listed(groups.map((code) => named("worker_groups", code))) });
  return audience ? named("audiences", audience) : say("who_unknown");
}

// A floor as lists have it, 2, 2层, 二楼, 2F, B1 or 地下一层, in words; what is none of these as it stands.
function floorWords(floor) {
  const [, below, number] = floor.match(new RegExp(told.floors.pattern, "i")) ?? [];
  if (!number) return floor;
  return say(below ? "floor_below" : "floor", { floor: told.floors.numerals[number] ?? number });
}

// Who may enter and how, the weightiest first.
export function entryWords({ access, amenities }) {
  const { entry, register_first, guard_gate, fee, ebike_inside, floor } = access;
  return [
    whoMay(access),
    ...entry.map((code) => named("entry_methods", code)),
    register_first ? say("register_first") : null,
    fee === "free" ? null : say("fee", { fee }),
    amenities.ebike_parking === "yes" ? say("can_park") : null,
    floor ? floorWords(floor) : null,
    ebike_inside ? say("ebike_inside") : null,
    guard_gate ? say("gate") : null,
  ].filter(Boolean);
}
