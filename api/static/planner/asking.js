// What is asked of the service, and when: each answer goes to `page`, and what shows it is called.
import { say } from "../courier/told.js";
import * as api from "./api.js";
import { busy, Cancelled, finished, giveUp } from "./busy.js";
import { explainWith } from "./explain.js";
import { page } from "./page.js";
import * as show from "./showing.js";
import { askedSiting } from "./siting.js";
import { showProblem } from "./standing.js";
import { change, question, state } from "./state.js";

const SETTLED_MS = 700; // nobody changes the question any more: gaps and stations are worth working out
let settling = 0,
  comparing = 0;

export async function coverage() {
  clearTimeout(settling);
  giveUp("keep");
  page.stopped.keep = null;
  if (!state.area) return showProblem({ key: "start", message: "" }, { again: show.choose });
  try {
    const found = await busy("coverage", say("working"), (signal) => api.coverage(question(), { keep: false, signal }));
    if (!found) return undefined; // another question is asked already
    Object.assign(page, { found, run: null, gaps: null, stations: null });
    explainWith({ found });
    showProblem(null);
    show.found();
    settling = setTimeout(keep, SETTLED_MS);
  } catch (problem) {
    Object.assign(page, { found: null, run: null, gaps: null, stations: null }); // they answer another question
    show.unanswered();
    showProblem(problem, { again: coverage });
  }
  return undefined;
}

// Stores the question as a run, and reads what only a run has; too late where another question was answered meanwhile.
export async function keep() {
  const { found } = page;
  if (page.stopped.keep) showProblem(null);
  page.stopped.keep = null;
  show.run();
  try {
    const run = await busy("keep", say("working_gaps"), stored);
    if (!run) return;
    const [gaps, stations, areas] = await Promise.all([api.gaps(run.id), api.stations(run.id), api.areas(run.id)]);
    if (page.found !== found) return;
    Object.assign(page, { run, gaps: gaps.features, stations, found: { ...found, areas } });
    show.run();
  } catch (problem) {
    if (page.found !== found) return;
    stopped("keep", problem, keep);
    show.run();
  }
}

// What was given up says so where its answer would stand; what failed says why in the panel too.
function stopped(kind, problem, again) {
  page.stopped[kind] = { problem, again };
  if (!(problem instanceof Cancelled)) showProblem(problem, { again });
}

async function stored(signal, tell) {
  const { run } = await api.coverage(question(), { keep: true, signal });
  return finished(run, signal, tell);
}

// The hours of the whole, and of every district; for one station only, whatever the question says.
export async function week() {
  page.week = undefined;
  page.stopped.week = null;
  show.week();
  if (!state.area) return;
  try {
    const found = await busy("week", say("working_week"), (signal) => api.week(question(), { byArea: true, signal }));
    if (!found) return;
    page.week = found;
  } catch (problem) {
    page.week = null;
    if (problem instanceof Cancelled) page.stopped.week = { problem, again: week };
  }
  show.week();
}

export async function runs() {
  page.runs = state.area ? await api.runsOf(state.area).catch(() => []) : [];
  show.runs();
}

// What is compared with: a run that was kept, by its id; what has no areas, or none yet, is not compared with.
export async function other() {
  page.other = null;
  if (!state.against) return;
  try {
    const [run, rows] = await Promise.all([api.run(state.against), api.areas(state.against)]);
    page.other = { run, rows, band: run.result.bands_min.indexOf(run.question.minutes) };
  } catch {
    change({ against: "" });
  }
}

export async function pin() {
  const run = await busy("pin", say("pinning"), stored).catch((problem) => {
    if (!(problem instanceof Cancelled)) showProblem(problem, { again: pin });
    show.runs();
  });
  if (!run) return;
  await runs();
  change({ against: run.id });
}

// `edits` are those of the state, or as they are in the middle of a drag.
export async function tried(edits = state.edits) {
  page.stopped.try = null;
  if (edits.length === 0 || !state.area) {
    page.tried = null;
    return show.tried();
  }
  try {
    const answer = await busy("try", say("working_try"), (signal) => api.whatif(question(), edits, signal));
    if (answer) {
      page.tried = answer;
      show.tried();
    }
  } catch (problem) {
    page.tried = null;
    stopped("try", problem, () => tried());
    show.tried();
  }
  return undefined;
}

export async function compared() {
  const turn = ++comparing;
  const answers = await Promise.all(state.plans.map(({ edits }) => api.whatif(question(), edits))).catch(() => []);
  if (turn !== comparing) return;
  page.compared = answers;
  show.compared();
}

export async function siting() {
  showProblem(null, { at: "site-problem" });
  try {
    const plan = await busy("site", say("working_site"), async (signal, tell) => {
      const answer = await api.siting(askedSiting(), signal);
      change({ siting: answer.run });
      return answer.plan ?? waitedFor(answer.run, signal, tell);
    });
    if (plan) {
      page.plan = plan;
      show.plan();
    }
  } catch (problem) {
    noPlan(problem, siting);
  }
}

// A run that was cancelled will have no plan: it is asked for once more.
function noPlan(problem, again) {
  const isCancelled = problem instanceof Cancelled;
  if (isCancelled) change({ siting: "" });
  showProblem(problem, { at: "site-problem", again: isCancelled ? siting : again });
}

async function waitedFor(run, signal, tell) {
  await finished(run, signal, tell);
  return api.plan(run, signal);
}

export async function plan() {
  page.plan = null;
  showProblem(null, { at: "site-problem" });
  if (state.siting)
    try {
      page.plan = await busy("site", say("working_site"), (signal, tell) => waitedFor(state.siting, signal, tell));
    } catch (problem) {
      noPlan(problem, plan);
    }
  show.plan();
}
