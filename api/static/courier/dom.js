// Elements made here; text goes in as text, so no name from the registry can be markup.
const SVG = "http://www.w3.org/2000/svg";

export const find = (id) => document.getElementById(id);

export function make(tag, { on = {}, ...attributes } = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const [name, heard] of Object.entries(on)) element.addEventListener(name, heard);
  element.append(...inside.filter((each) => each !== null));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `/static/courier/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

// A stored name may hold marks that turn the writing direction: they end with the element.
export const isolated = (text) => make("bdi", { dir: "auto" }, text);

export function button(name, text, pressed, main = false) {
  return make("button", { type: "button", class: main ? "action main" : "action", on: { click: pressed } },
    icon(name), make("span", {}, text));
}
