// What the map page does in the browser. Every name from the registry goes in by textContent, so none can be markup.
"use strict";

const yizhan = {
  words: {}, needs: [], states: {}, map: null, layers: {}, bounds: null,

  make(tag, className, ...inside) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...inside);
    return element;
  },

  // A stored name may hold marks that turn the writing direction: they end with the element.
  text(value) {
    const isolated = yizhan.make("bdi", "", value);
    isolated.dir = "auto";
    return isolated;
  },

  fill(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  },

  hatch(color, ink = "#8e99a6") {
    const tile = yizhan.make("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.fillStyle = color;
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = ink;
    pen.lineWidth = 1.3;
    for (const shift of [-4, 4, 12]) {
      pen.moveTo(shift - 6, 6 + 4);
      pen.lineTo(shift + 6, -6 + 4);
    }
    pen.stroke();
    return pen.createPattern(tile, "repeat");
  },

  district(feature, layer) {
    const facts = feature.properties;
    if (facts.hatched) facts.style.fillColor = yizhan.hatch(facts.style.fillColor);
    layer.bindPopup(() => yizhan.districtCard(facts), { maxWidth: 320 });
    if (!window.matchMedia("(hover: hover)").matches) return;
    const [label, value] = facts.facts[0];
    layer.bindTooltip(() => yizhan.make("span", "", yizhan.text(facts.name), ` · ${label} ${value}`), { sticky: true });
    layer.on("mouseover", () => layer.setStyle({ weight: 2.5, color: "#17212b" }));
    layer.on("mouseout", () => layer.setStyle({ weight: 1, color: "#51606f" }));
  },

  districtCard({ name, facts, note }) {
    const rows = facts.flatMap(([label, value]) => [yizhan.make("dt", "", label), yizhan.make("dd", "", value)]);
    const card = yizhan.make("div", "info", yizhan.make("h3", "", yizhan.text(name)), yizhan.make("dl", "", ...rows));
    if (note) card.append(yizhan.make("p", "from", yizhan.text(note)));
    return card;
  },

  name(feature, point) {
    const html = yizhan.make("span", "", yizhan.text(feature.properties.name));
    const icon = L.divIcon({ className: "place", html, iconSize: [0, 0] });
    return L.marker(point, { icon, interactive: false, keyboard: false, zIndexOffset: -10000 });
  },

  station(feature, point) {
    const dot = L.circleMarker(point, { radius: 6, weight: 2, color: "#fff", fillColor: "#c2410c", fillOpacity: 1 });
    return dot.bindPopup(() => yizhan.stationCard(feature.properties), { maxWidth: 320 });
  },

  cluster(group) {
    const count = group.getChildCount();
    const side = count < 10 ? 30 : count < 100 ? 36 : count < 1000 ? 42 : 50;
    const html = yizhan.make("span", "", String(count));
    html.title = yizhan.fill(yizhan.words.cluster, { n: count });
    return L.divIcon({ className: "cluster", html, iconSize: [side, side] });
  },

  stationCard(facts) {
    const { make, text, words } = yizhan;
    const kind = make("div", "kind");
    if (facts.demo) kind.append(make("span", "tag", words.demo));
    for (const value of new Set([facts.type, facts.brand])) if (value) kind.append(make("span", "", text(value)));
    const card = make("div", "info", make("h3", "", text(facts.name)), kind);
    if (facts.address) card.append(make("p", "", text(facts.address)));
    card.append(yizhan.hours(facts), yizhan.chips(facts.needs));
    const verified = facts.verified ? yizhan.fill(words.verified, { day: facts.verified }) : words.verified_never;
    card.append(make("p", "from", `${words.source} `, text(facts.source), ` · ${verified} · ${words.code} `, text(facts.code)));
    return card;
  },

  hours({ hours, state }) {
    const { make, words } = yizhan;
    const line = make("p", "hours", make("span", "", `${words.hours} `, hours ? yizhan.text(hours) : words.hours_unknown));
    line.append(make("span", `state ${state}`, yizhan.states[state]));
    if (state !== "unknown") line.append(make("small", "", words.at));
    return line;
  },

  chips(answers) {
    const { make, words } = yizhan;
    if (!/[yn]/.test(answers)) return make("p", "", make("small", "", words.needs_unknown));
    const answered = { y: ["yes", words.yes], n: ["no", words.no], u: ["unknown", words.unknown] };
    const chip = (letter, index) => {
      const [name, meaning] = answered[letter];
      const item = make("li", name, yizhan.needs[index], make("span", "hide-text", ` ${meaning}`));
      item.title = meaning;
      return item;
    };
    const chips = [...answers].map(chip);
    return make("ul", "chips", ...["yes", "no", "unknown"].flatMap((name) => chips.filter((item) => item.className === name)));
  },

  // What the cards cover, so that the map and its popups keep clear of them.
  insets() {
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    const wide = window.innerWidth > 720;
    const top = wide ? 14 : box(".head").bottom + 8;
    const left = wide ? box(".head").right + 14 : 8;
    const bottom = wide ? 14 : box("#map").bottom - box(".sheet > summary").top + 8;
    return { topLeft: [left, top], bottomRight: [wide ? 56 : 8, bottom] };
  },

  whole() {
    const { topLeft, bottomRight } = yizhan.insets();
    yizhan.map.fitBounds(yizhan.bounds, { paddingTopLeft: topLeft, paddingBottomRight: bottomRight, animate: false });
  },

  // One canvas draws in the order of arrival: what comes first among the layers goes to the back last.
  restack() {
    for (const layer of Object.values(yizhan.layers).reverse()) if (layer.bringToBack && yizhan.map.hasLayer(layer)) layer.bringToBack();
  },

  choose(key) {
    for (const section of document.querySelectorAll(".key")) {
      const chosen = section.dataset.fill === key;
      section.hidden = !chosen;
      const layer = yizhan.layers[section.dataset.fill];
      if (!chosen) { layer.remove(); continue; }
      layer.addTo(yizhan.map);
      yizhan.restack();
      const swatches = [...section.querySelectorAll(".swatch")].map((swatch) => {
        const copy = swatch.cloneNode();
        copy.classList.remove("swatch");
        return copy;
      });
      document.querySelector(".ramp").replaceChildren(...swatches);
      document.querySelector(".now").textContent = section.dataset.label;
      const chooser = document.querySelector(`input[name=fill][value="${key}"]`);
      if (chooser) chooser.checked = true;
    }
  },

  // Larger districts come first. A name takes the first of its spots where it touches no cluster, no rank and no other name;
  // one that finds none waits for a closer zoom.
  declutter() {
    const box = (element, spread) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return [left - spread, top - spread, right + spread, bottom + spread];
    };
    const apart = (one, other) => one[2] < other[0] || one[0] > other[2] || one[3] < other[1] || one[1] > other[3];
    const taken = [...document.querySelectorAll(".cluster, .rank")].map((cluster) => box(cluster, 3));
    yizhan.layers.names.eachLayer((name) => {
      const element = name.getElement();
      if (!element) return;
      const free = name.feature.properties.spots.some((spot) => {
        const here = box(name.setLatLng(spot).getElement().firstChild, 0);
        return taken.every((other) => apart(here, other)) && taken.push(here);
      });
      element.classList.toggle("crowded", !free);
    });
  },

  controls() {
    const { map, words } = yizhan;
    const zoom = L.control.zoom({ position: "bottomright", zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
    const home = L.DomUtil.create("a", "home", zoom.getContainer());
    home.href = "#";
    home.title = words.whole;
    home.setAttribute("role", "button");
    home.setAttribute("aria-label", words.whole);
    home.textContent = "⤢";
    L.DomEvent.on(home, "click", (event) => { L.DomEvent.stop(event); yizhan.whole(); });
    L.control.scale({ position: "bottomright", imperial: false }).addTo(map);
  },

  paint() {
    for (const swatch of document.querySelectorAll(".swatch")) swatch.style.backgroundColor = swatch.dataset.color;
  },

  listen() {
    const { map, words } = yizhan;
    for (const input of document.querySelectorAll("input[name=fill]")) input.addEventListener("change", () => yizhan.choose(input.value));
    document.querySelector("select[name=fill]")?.addEventListener("change", (event) => yizhan.choose(event.target.value));
    for (const input of document.querySelectorAll("input[name=over]")) {
      input.addEventListener("change", () => {
        const layer = yizhan.layers[input.value];
        if (input.checked) layer.addTo(map); else layer.remove();
        yizhan.restack();
        yizhan.declutter();
      });
    }
    map.on("zoomend", yizhan.declutter);
    yizhan.layers.stations?.on("animationend spiderfied unspiderfied", yizhan.declutter);
    map.on("popupopen", ({ popup }) => {
      const button = popup.getElement().querySelector(".leaflet-popup-close-button");
      button.title = words.close;
      button.setAttribute("aria-label", words.close);
    });
  },

  start(map, layers, bounds) {
    Object.assign(yizhan, { map, layers, bounds });
    const sheet = document.querySelector(".sheet");
    sheet.open = window.innerWidth > 720;
    yizhan.paint();
    yizhan.controls();
    yizhan.whole();
    yizhan.choose(document.querySelector("input[name=fill]:checked, select[name=fill]").value);
    for (const input of document.querySelectorAll("input[name=over]:checked")) layers[input.value].addTo(map);
    yizhan.restack();
    yizhan.begin?.();
    yizhan.listen();
    yizhan.declutter();
    const { topLeft, bottomRight } = yizhan.insets();
    L.Popup.mergeOptions({ autoPanPaddingTopLeft: topLeft, autoPanPaddingBottomRight: bottomRight });
  },
};
