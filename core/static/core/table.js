// The screen of a meeting: each piece is sent a moment after its last word. What did not arrive is sent again exactly as it was (so that
// it counts once, also when only the answer was lost); what was typed meanwhile follows with its own key.
import { saved } from "./draft.js";

const WAIT = 1200, AGAIN = 8000, LONGEST = 20000;
const live = document.querySelector("[data-live]");
const words = live ? JSON.parse(live.dataset.live) : {};
const open = new Set();

addEventListener("beforeunload", (event) => {
  if (open.size) event.preventDefault();
});

function show(told) {
  live.classList.toggle("success", told.quorate);
  live.classList.toggle("attention", !told.quorate);
  live.querySelector("[data-quorum]").textContent = told.quorum;
  live.querySelector("[data-makers]").textContent = told.makers;
  for (const [id, text] of Object.entries(told.forces)) {
    const line = document.querySelector(`[data-force="${id}"]`);
    if (line) line.textContent = text;
  }
}

const newKey = () => [...crypto.getRandomValues(new Uint8Array(18))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export default function piece(form) {
  const state = form.querySelector("[data-state]");
  let timer = 0, waiting = null, busy = false, typed = false;
  // The button is for browsers without this help, and for what the server refused.
  const button = form.querySelector(".buttons button");
  const say = (word) => {
    state.textContent = words[word] ?? "";
    button.hidden = word !== "look";
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };

  async function send() {
    if (busy || !(waiting || typed)) return;
    if (!waiting) {
      waiting = { key: form.elements.form_key.value, body: new URLSearchParams(new FormData(form)) };
      typed = false;
    }
    busy = true;
    say("saving");
    let answer = null, told = null;
    try {
      answer = await fetch(form.action, { method: "POST", body: waiting.body, headers: { "X-Piece": "1" }, signal: AbortSignal.timeout(LONGEST) });
      if (answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json")) told = await answer.json();
    } catch {
      answer = null;
    }
    busy = false;
    if (!answer || answer.status >= 500) {
      say("kept");
      later(AGAIN);
      return;
    }
    if (told) {
      form.elements.version.value = told.version;
      saved(waiting.key);
      show(told);
    }
    form.elements.form_key.value = newKey();
    waiting = null;
    if (typed) later(WAIT);
    else open.delete(form);
    say(told ? "saved" : "look");
  }

  say("");
  form.addEventListener("input", () => {
    typed = true;
    open.add(form);
    say("");
    later(WAIT);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    open.delete(form);
  });
  addEventListener("online", () => later(0));
}
