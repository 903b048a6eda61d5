// Search for a place by name, for those who do not give their position.
import * as api from "./api.js";
import { find, isolated, make } from "./dom.js";
import { keptNamed } from "./kept.js";
import { say } from "./told.js";

const PAUSE_MS = 250; // of typing, before a question goes out
const sheet = find("search-sheet"), input = find("place-name"), list = find("places"), status = find("search-status");
let chosen = () => undefined;
let timer = 0, latest = 0;

export function openSearch(whenChosen) {
  chosen = whenChosen;
  status.textContent = input.value ? "" : say("type_more");
  sheet.showModal();
  input.focus();
  input.select();
}

function entry(place) {
  const pick = () => { sheet.close(); chosen({ lon: place.lon, lat: place.lat, name: place.name }); };
  return make("li", {}, make("button", { type: "button", on: { click: pick } },
    make("b", {}, isolated(place.name)), make("em", {}, say(`kind_${place.level ?? place.kind}`)),
    make("small", {}, isolated(place.detail ?? ""))));
}

async function look() {
  const words = input.value.trim(), turn = ++latest;
  if (!words) { list.replaceChildren(); status.textContent = say("type_more"); return; }
  const [found, key] = await api.places(words).then((there) => [there, there.length ? null : "no_place"], () => amongKept(words));
  if (turn !== latest) return;
  list.replaceChildren(...found.map(entry));
  status.textContent = key ? say(key, { q: words }) : "";
}

// Without the service, what is kept on this phone can be searched.
async function amongKept(words) {
  const found = await keptNamed(words);
  return [found, found.length ? "search_kept" : "search_failed"];
}

input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, PAUSE_MS); });
input.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  list.querySelector("button")?.click();
});
sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
