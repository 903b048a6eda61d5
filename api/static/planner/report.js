// The map report of the question that is shown: asked for, followed while it is made, its files listed.
import { find, isolated, make } from "../courier/dom.js";
import { say, told } from "../courier/told.js";
import * as api from "./api.js";
import { busy, finished, giveUp } from "./busy.js";
import { worded } from "./figures.js";
import { page } from "./page.js";
import { showProblem } from "./standing.js";
import { question } from "./state.js";

const PAPERS = ["report.pdf", "report.docx", "tables.xlsx", "map.html", "map.png", "map.svg"];
let asked = ""; // the question that is being answered, or whose files are listed

export function listenToReport() {
  find("make-report").addEventListener("click", open);
  find("report-form").addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  find("report").querySelector(".close").addEventListener("click", () => find("report").close());
}

function open() {
  const now = JSON.stringify(question());
  if (now !== asked) {
    giveUp("report");
    find("report-files").replaceChildren();
    showProblem(null, { at: "report-problem" });
    asked = now;
  }
  find("report-question").replaceChildren(isolated(page.found.area.name), ` · ${worded(page.found.question)}`);
  find("report").showModal();
}

const wanted = ({ elements }) => ({
  question: question(),
  langs: ["zh", "en"].filter((lang) => elements[`lang-${lang}`].checked),
  map_number: elements["map-number"].value.trim() || null,
});

async function ask() {
  const pack = wanted(find("report-form"));
  find("report-files").replaceChildren();
  showProblem(null, { at: "report-problem" });
  if (pack.langs.length === 0) return showProblem({ status: 422, message: say("one_language") }, { at: "report-problem" });
  try {
    const made = await busy("report", say("working_report"), (signal, tell) => followed(pack, signal, tell), "report-busy");
    if (made) showFiles(made);
  } catch (problem) {
    showProblem(problem, { at: "report-problem", again: ask });
  }
  return undefined;
}

async function followed(pack, signal, tell) {
  const { id } = await api.askPack(pack, signal);
  return finished(id, signal, tell, { look: api.pack, cancel: api.cancelPack });
}

// `report.zh.pdf` is known as `report.pdf`; what has no language is data.
const kindOf = (name) => name.replace(/\.(zh|en)\./, ".");
const langOf = (name) => name.match(/\.(zh|en)\./)?.[1];
const rankOf = ({ name }) => [PAPERS.indexOf(kindOf(name)) + 1 || PAPERS.length + 1, langOf(name) === told.lang ? 0 : 1];

function showFiles({ id, files }) {
  const inOrder = [...files].sort((one, other) => {
    const [a, b] = [rankOf(one), rankOf(other)];
    return a[0] - b[0] || a[1] - b[1] || one.name.localeCompare(other.name);
  });
  find("report-files").replaceChildren(
    make("h3", {}, say("report_done")),
    make("a", { class: "action main", href: `/v1/packs/${id}/files.zip`, download: "" }, say("all_files")),
    make("ul", { class: "picks" }, ...inOrder.map(entry)),
  );
}

function entry({ name, href }) {
  const label = langOf(name) ? `${say(`file_${kindOf(name)}`)} · ${say(`lang_${langOf(name)}`)}` : say("file_data");
  const opens = name.endsWith(".html") ? { target: "_blank" } : { download: name };
  return make("li", {}, make("a", { class: "pick", href, ...opens }, label, make("small", {}, name)));
}
