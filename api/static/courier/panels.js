// What is said in words where there is no list.
import { button, icon, make } from "./dom.js";
import { say } from "./told.js";

export function panel(key, actions, values = {}) {
  return make("div", { class: "panel", role: "alert" },
    make("h2", {}, say(`${key}_title`)), make("p", {}, say(key, values)),
    make("div", { class: "choices" }, ...actions));
}

export const notice = (text) => make("p", { class: "notice" }, icon("offline"), make("span", {}, text));

export const choice = (name, key, pressed, main = false) => button(name, say(key), pressed, main);
