// What the map of a run does beside page.js. Coordinates come in steps (maps/page/packing.py), answers as letters y, n, u.
Object.assign(yizhan, {
  bands: [], asked: [], paints: null,
  ink: "#17212b",

  unpack({ type, origin, keys, tables, rows }) {
    const line = (steps) => {
      const [west, south] = origin, places = [];
      for (let at = 0, x = west, y = south; at < steps.length; at += 2) {
        x += steps[at]; y += steps[at + 1];
        places.push([x / 1e5, y / 1e5]);
      }
      return places;
    };
    const deep = (nested) => typeof nested[0] === "number" ? line(nested) : nested.map(deep);
    const value = (key, told) => key in tables ? tables[key][told] : told;
    const feature = ([steps, ...told]) => ({
      type: "Feature",
      geometry: { type, coordinates: type === "Point" ? line(steps)[0] : deep(steps) },
      properties: Object.fromEntries(keys.map((key, at) => [key, value(key, told[at])])),
    });
    return { type: "FeatureCollection", features: rows.map(feature) };
  },

  paint_of(band) {
    yizhan.paints ??= yizhan.bands.map(({ color, ink }) => ink ? yizhan.hatch(color, ink) : color);
    return yizhan.paints[band];
  },

  cellStyle(feature) {
    const paint = yizhan.paint_of(feature.properties.band);
    return { fillColor: paint, fillOpacity: 1, color: paint, weight: 0.8 };
  },

  // From afar lines are thin: they would hide what they run through.
  thin: () => yizhan.map?.getZoom() < 11.5 ? 0.4 : 1,

  streetStyle: () => ({ color: "#3f4b58", weight: 0.8 * yizhan.thin(), opacity: 0.55 * yizhan.thin() }),

  gapStyle: ({ properties: { rank } }) => ({ fillOpacity: 0, color: "#8a2f06", weight: (rank <= 9 ? 2.4 : 1.2) * yizhan.thin() }),

  gap(feature, layer) {
    const { rank } = feature.properties;
    if (rank <= 9) layer.bindTooltip(String(rank), { permanent: true, direction: "center", className: "rank" });
    layer.bindPopup(() => {
      const card = yizhan.districtCard(feature.properties);
      card.classList.add("told");
      return card;
    }, { maxWidth: 320 });
  },

  // A rank that would lie over a greater gap's waits for a closer zoom.
  ranks() {
    const taken = [];
    for (const layer of yizhan.layers.gaps?.getLayers() ?? []) {
      const element = layer.getTooltip()?.getElement();
      if (!element) continue;
      const here = element.getBoundingClientRect();
      const free = taken.every((other) => here.right < other.left || here.left > other.right || here.bottom < other.top || here.top > other.bottom);
      element.style.visibility = free ? "" : "hidden";
      if (free) taken.push(here);
    }
  },

  cellCard({ band, weight, sure, may, way }) {
    const { words } = yizhan, number = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 3 });
    const facts = [[words.demand, `${number(weight)} ${yizhan.unit}`]];
    if (sure > 0 && sure < weight || may > 0 && may < weight) facts.push([words.surely, number(sure)], [words.possibly, number(may)]);
    if (way != null) facts.push([words.way, yizhan.fill(words.metres, { n: way.toLocaleString("en-US") })]);
    return yizhan.districtCard({ name: yizhan.bands[band].label, facts });
  },

  sign(feature, point) {
    const dot = new L.Sign(point, { radius: 7, letter: "u" });
    return dot.bindPopup(() => yizhan.foundCard(feature.properties), { maxWidth: 320 });
  },

  foundCard(facts) {
    const { make, text, words } = yizhan;
    const kind = make("div", "kind");
    if (facts.source.includes(yizhan.demo)) kind.append(make("span", "tag", words.demo));
    for (const value of new Set([facts.kind, facts.brand])) if (value) kind.append(make("span", "", text(value)));
    const card = make("div", "info", make("h3", "", text(facts.name)), kind, yizhan.verdict(facts.said));
    if (facts.address) card.append(make("p", "", text(facts.address)));
    card.append(make("p", "hours", make("span", "", `${words.hours} `, facts.hours ? text(facts.hours) : words.hours_unknown)));
    card.append(yizhan.chips(facts.said.slice(2 + yizhan.asked.length)));
    card.append(make("p", "from", `${words.source} `, text(facts.source), ` · ${facts.verified} · ${words.code} `, text(facts.code)));
    return card;
  },

  // Whether it is of use at the hour asked about, and why not.
  verdict([use, open, ...rest]) {
    const { make, words } = yizhan;
    const why = [];
    if (yizhan.hour && open !== "y") why.push(open === "n" ? words.shut_then : words.hours_not_known);
    yizhan.asked.forEach((name, at) => {
      if (rest[at] !== "y") why.push(yizhan.fill(rest[at] === "n" ? words.lacks : words.lacks_unknown, { need: name }));
    });
    const said = { y: ["open", words.of_use], u: ["closing_soon", words.maybe_of_use], n: ["closed", words.not_of_use] }[use];
    const line = make("p", "hours", make("span", `state ${said[0]}`, said[1]));
    if (why.length) line.append(make("small", "", why.join(words.comma)));
    return line;
  },

  // What the signs of a layer show: the letter at a place among those of each station (of use, open, each thing asked for,
  // each need), as its list says; beside the legend stands how many there are of each.
  choose_signs(key) {
    const layer = yizhan.layers[key], box = document.querySelector(`.signs[data-over="${key}"]`);
    if (!layer || !box) return;
    const choice = Number(box.querySelector("select").value), count = { y: 0, u: 0, n: 0 };
    const radius = yizhan.sign_radius(layer);
    layer.eachLayer((dot) => {
      const letter = dot.feature.properties.said[choice];
      count[letter] += 1;
      dot.options.letter = letter;
      dot.options.radius = dot._radius = radius;
      if (dot._map) dot.redraw();
    });
    const names = yizhan.sign_words[choice] ?? yizhan.sign_words.rest;
    for (const [letter, name] of Object.entries({ y: "yes", u: "unknown", n: "no" })) {
      const said = box.querySelector(`[data-sign=${name}]`);
      said.textContent = names[letter];
      said.nextElementSibling.textContent = count[letter].toLocaleString("en-US");
    }
  },

  // Signs shrink from afar, and where they are so many that they would hide the map.
  sign_radius(layer) {
    const { map } = yizhan, zoom = map.getZoom(), bounds = layer.getBounds();
    const size = map.project(bounds.getSouthEast(), zoom).subtract(map.project(bounds.getNorthWest(), zoom));
    const apart = Math.sqrt(Math.max(size.x, 1) * Math.max(size.y, 1) / layer.getLayers().length);
    const wanted = zoom >= 15 ? 9 : zoom >= 13.5 ? 7.5 : zoom >= 12 ? 6 : 4.5;
    return Math.min(wanted, Math.max(1.6, apart * 0.3));
  },

  find_gap(rank) {
    const layer = yizhan.layers.gaps.getLayers().find((each) => each.feature.properties.rank === rank);
    const box = document.querySelector("input[name=over][value=gaps]");
    if (!box.checked) box.click();
    if (window.innerWidth <= 720) document.querySelector(".sheet").open = false;
    const { topLeft, bottomRight } = yizhan.insets();
    yizhan.map.fitBounds(layer.getBounds(), { paddingTopLeft: topLeft, paddingBottomRight: bottomRight, maxZoom: 15, animate: false });
    layer.openPopup(layer.getCenter());
  },

  // Of layers of one kind only one is on; the signs of those that are off are folded.
  only(input) {
    if (input.checked && input.dataset.kind) {
      for (const other of document.querySelectorAll(`input[name=over][data-kind=${input.dataset.kind}]:checked`)) if (other !== input) other.click();
    }
    const box = document.querySelector(`.signs[data-over="${input.value}"]`);
    if (box) box.hidden = !input.checked;
  },

  zoomed() {
    const { layers } = yizhan;
    layers.streets?.setStyle(yizhan.streetStyle());
    layers.gaps?.setStyle(yizhan.gapStyle);
    for (const key of ["stations", "needs"]) yizhan.choose_signs(key);
    yizhan.ranks();
  },

  begin() {
    const { layers, map } = yizhan;
    layers.land.addTo(map);
    yizhan.restack();
    if (layers.needs) layers.needs.addData({ type: "FeatureCollection", features: layers.stations.getLayers().map((dot) => dot.feature) });
    layers.coverage.bindPopup((cell) => yizhan.cellCard(cell.feature.properties), { maxWidth: 320 });
    for (const input of document.querySelectorAll("input[name=over]")) {
      yizhan.only(input);
      input.addEventListener("change", () => yizhan.only(input));
    }
    for (const key of ["stations", "needs"]) {
      document.querySelector(`select[name=${key}]`)?.addEventListener("change", () => yizhan.choose_signs(key));
    }
    yizhan.zoomed();
    map.on("zoomend", yizhan.zoomed);
    layers.gaps?.on("add", () => setTimeout(yizhan.ranks));
    for (const button of document.querySelectorAll("[data-gap]")) button.addEventListener("click", () => yizhan.find_gap(Number(button.dataset.gap)));
  },
});

// ● yes, ○ unknown with a question mark, × no: told apart without colour.
L.Sign = L.CircleMarker.extend({
  _updatePath() {
    const renderer = this._renderer;
    if (!renderer._drawing || this._empty()) return;
    const pen = renderer._ctx, { x, y } = this._point, r = this._radius;
    const stroke = (color, width) => { pen.strokeStyle = color; pen.lineWidth = width; pen.stroke(); };
    pen.save();
    pen.globalAlpha = 1;
    pen.beginPath();
    if (this.options.letter === "n") {
      const arm = r * 0.6;
      pen.moveTo(x - arm, y - arm); pen.lineTo(x + arm, y + arm);
      pen.moveTo(x + arm, y - arm); pen.lineTo(x - arm, y + arm);
      pen.lineCap = "round";
      stroke("#fff", r * 0.75);
      stroke(yizhan.ink, r * 0.32);
    } else {
      const is_yes = this.options.letter === "y";
      pen.arc(x, y, r * 0.86, 0, 2 * Math.PI);
      pen.fillStyle = is_yes ? yizhan.ink : "#fff";
      pen.fill();
      stroke(is_yes ? "#fff" : yizhan.ink, Math.max(r < 3 ? 0.4 : 1, r * 0.2));
      if (!is_yes && r >= 6) {
        pen.fillStyle = yizhan.ink;
        pen.font = `700 ${r * 1.35}px sans-serif`;
        pen.textAlign = "center";
        pen.textBaseline = "middle";
        pen.fillText("?", x, y + r * 0.06);
      }
    }
    pen.restore();
  },
});
