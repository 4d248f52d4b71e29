// What is typed into a form stays in this browser until the server has saved it: after a lost line, an ended session, a closed lid
// it is offered back. Signing out takes everything away (tansiq.js); nothing is kept for longer than a month.
const PREFIX = "tansiq.draft:";
const KEPT = 30 * 24 * 3600 * 1000;
const never = new Set(["hidden", "password", "file", "submit", "button"]);

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
};
const drop = (fits) => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX) && fits(read(key) ?? {})) localStorage.removeItem(key);
};

/** The server has saved the form with this key. */
export function saved(formKey) {
  drop((draft) => draft.formKey === formKey);
}

const fields = (form) => [...form.elements].filter((field) => field.name && !never.has(field.type));

function typed(form) {
  const pairs = [];
  for (const field of fields(form)) {
    if (field.type === "checkbox" || field.type === "radio") field.checked && pairs.push([field.name, field.value]);
    else if (field.multiple) for (const option of field.selectedOptions) pairs.push([field.name, option.value]);
    else pairs.push([field.name, field.value]);
  }
  return pairs;
}

function putBack(form, pairs) {
  const left = new Map();
  for (const [name, value] of pairs) left.set(name, [...(left.get(name) ?? []), value]);
  for (const field of fields(form)) {
    const values = left.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
    else if (values.length) field.value = values.shift();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function note(form, text) {
  const box = document.createElement("section");
  box.className = "note info kept";
  box.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = text;
  box.append(words);
  form.before(box);
  return box;
}

function offer(form, draft, words, key) {
  const at = new Date(draft.at);
  const two = (number) => String(number).padStart(2, "0");
  const when = `\u2068${at.getDate()}/${at.getMonth() + 1}/${at.getFullYear()} ${two(at.getHours())}:${two(at.getMinutes())}\u2069`;
  const box = note(form, words.kept.replace("{when}", when));
  const buttons = document.createElement("p");
  buttons.className = "buttons";
  const button = (text, quiet, done) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = quiet ? "button quiet" : "button";
    made.textContent = text;
    made.addEventListener("click", () => {
      done();
      box.remove();
      fields(form)[0]?.focus();
    });
    buttons.append(made);
  };
  button(words.back, false, () => {
    // The version that was seen then: if somebody saved meanwhile, the server shows both texts.
    if (form.elements.version && draft.version) form.elements.version.value = draft.version;
    putBack(form, draft.pairs);
  });
  button(words.drop, true, () => localStorage.removeItem(key));
  box.append(buttons);
}

export default function draft(form) {
  const person = document.documentElement.dataset.person;
  if (!person || !("localStorage" in window)) return;
  drop((each) => !(Date.now() - each.at < KEPT));
  const words = JSON.parse(form.dataset.draft);
  const number = [...document.querySelectorAll("form[data-draft]")].indexOf(form);
  const key = `${PREFIX}${person}:${location.pathname}${location.search}#${form.id || number}`;
  const refused = document.querySelector(".note.error[data-focus], .conflict");
  const before = JSON.stringify(typed(form));
  const found = read(key);
  if (found && !refused && JSON.stringify(found.pairs) !== before) offer(form, found, words, key);

  let waiting = 0;
  const keep = () => {
    clearTimeout(waiting);
    waiting = 0;
    const pairs = typed(form);
    if (JSON.stringify(pairs) === before && !refused) return;
    const version = form.elements.version?.value;
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), formKey: form.elements.form_key?.value, version, pairs }));
    } catch {
      // Full or forbidden: the form works as before.
    }
  };
  form.addEventListener("input", () => {
    waiting ||= setTimeout(keep, 400);
  });
  addEventListener("pagehide", () => waiting && keep());
  form.addEventListener("submit", (event) => {
    keep();
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    document.querySelector(".note.kept")?.remove();
    note(form, words.offline).scrollIntoView({ block: "nearest" });
  });
  form.querySelectorAll("a.button.quiet").forEach((cancel) => cancel.addEventListener("click", () => localStorage.removeItem(key)));
}
