// What takes longer than a blink says so, how far it is, and can be given up.
import { find, make } from "../courier/dom.js";
import { say, told } from "../courier/told.js";
import * as api from "./api.js";

const BLINK_MS = 350,
  LOOK_AGAIN_MS = 400;
const at = new Map(); // what is being worked on, by what it is for

// What somebody gave up, unlike what a newer question took the place of.
export class Cancelled extends Error {
  key = "cancelled";
}

// A button drawn anew under a finger that presses it would not be pressed: what stands there stays.
function show(place) {
  const shown = [...at.values()].filter((entry) => entry.isLate && entry.place === place);
  const parts = shown.map(drawn);
  const box = find(place);
  if (parts.length !== box.children.length || parts.some((part, number) => part !== box.children[number]))
    box.replaceChildren(...parts);
}

function drawn(entry) {
  const { words, progress, stop } = entry;
  entry.part ??= make(
    "div",
    { class: "work" },
    make("span"),
    make("progress", { max: 1 }),
    make("button", { type: "button", class: "small", on: { click: stop } }, say("cancel")),
  );
  const [label, bar] = entry.part.children;
  if (label.textContent !== words) label.textContent = words;
  bar.setAttribute("aria-label", words);
  if (progress !== null) bar.value = progress;
  return entry.part;
}

// Does `work(signal, tell)`; the same kind begun again gives up the one before, whose answer is null then. Throws
// `Cancelled` where somebody gave it up.
export async function busy(kind, words, work, place = "busy") {
  at.get(kind)?.controller.abort();
  const controller = new AbortController();
  const stop = () => {
    entry.isCancelled = true;
    controller.abort();
  };
  const entry = { controller, words, progress: null, isLate: false, isCancelled: false, place, stop };
  const timer = setTimeout(() => {
    entry.isLate = true;
    show(place);
  }, BLINK_MS);
  at.set(kind, entry);
  const tell = (progress, said) => {
    Object.assign(entry, { progress, words: said ?? words });
    show(place);
  };
  try {
    return await work(controller.signal, tell);
  } catch (error) {
    if (at.get(kind) !== entry) return null;
    if (entry.isCancelled) throw new Cancelled();
    if (api.isGivenUp(error)) return null;
    throw error;
  } finally {
    clearTimeout(timer);
    if (at.get(kind) === entry) at.delete(kind);
    show(place);
  }
}

export function giveUp(kind) {
  at.get(kind)?.controller.abort();
}

const pause = (signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, LOOK_AGAIN_MS);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("", "AbortError"));
    });
  });

// Resolves to a run, or a pack, once it is done; whoever gives it up cancels it.
export async function finished(id, signal, tell, { look, cancel } = { look: api.run, cancel: api.cancelRun }) {
  for (;;) {
    const run = await look(id, signal);
    if (run.state === "done")
      return run.result?.replaced_by ? finished(run.result.replaced_by, signal, tell, { look, cancel }) : run;
    if (run.state === "failed") throw new api.Problem(500, { detail: run.error[told.lang] });
    if (run.state === "cancelled") throw new Cancelled();
    tell(run.progress, run.step?.[told.lang]);
    await pause(signal).catch((error) => {
      cancel(id).catch(() => undefined);
      throw error;
    });
  }
}
