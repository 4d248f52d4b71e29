// Loads only the help that a page has a use for; every page works without it.
const help = { "form[data-guard]": "guard", "form[data-draft]": "draft", "input[data-picker]": "picker", "select[data-find]": "find", "[data-copy]": "copy", "form[data-piece]": "table" };
for (const [where, name] of Object.entries(help)) {
  const found = document.querySelectorAll(where);
  if (found.length) import(`./${name}.js`).then((module) => found.forEach(module.default));
}

// What the server has saved need not be kept here any longer.
const saved = document.cookie.match(/(?:^|; )tansiq_saved=([\w-]+)/);
if (saved) {
  document.cookie = "tansiq_saved=; path=/; max-age=0";
  import("./draft.js").then((module) => module.saved(saved[1]));
}
document.querySelector('form[action$="/sign-out"]')?.addEventListener("submit", () => {
  for (const key of Object.keys(localStorage)) if (key.startsWith("tansiq.")) localStorage.removeItem(key);
});

const first = document.querySelector("[data-focus]");
// The place in the address led to the form; now what is wrong comes first.
if (first && location.hash) history.replaceState(null, "", location.pathname + location.search);
first?.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// An open menu closes by Escape and by a click elsewhere.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll(".pop[open]")) if (!open.contains(event.target)) open.open = false;
});
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector(".pop[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

// A form sent twice by impatience is sent once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
