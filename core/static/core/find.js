// A search box over a long list (organisations, people, places). The select stays underneath and is what the form sends.
const MOST = 60;
// The same spelling as core/folding.py, and once more as it is typed without the letters of Kurdish.
const folded = (text) => {
  const plain = text.normalize("NFKC").replace(/(^|\s)ئ/g, "$1").toLowerCase().normalize("NFKD").replace(/[\p{M}\p{Cf}ءـ]/gu, "")
    .replace(/ٱ/g, "ا").replace(/[ىیێ]/g, "ي").replace(/ک/g, "ك").replace(/[ةەھ]/g, "ه").replace(/ۆ/g, "و").replace(/ڕ/g, "ر").replace(/ڵ/g, "ل")
    .replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15);
  return [plain, plain.replace(/[پچژگڤ]/g, (letter) => "بجزكف"["پچژگڤ".indexOf(letter)])];
};

function row(option, list, number) {
  const item = document.createElement("li");
  item.id = `${list.id}-${number}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dir = "auto";
  item.textContent = option.text;
  item.dataset.value = option.value;
  return item;
}

function box(select) {
  const input = document.createElement("input");
  Object.assign(input, { type: "text", id: select.id, className: select.className, autocomplete: "off", placeholder: select.dataset.find });
  for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  const list = document.createElement("ul");
  list.id = `${select.id}-found`;
  list.className = "found";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", select.dataset.find);
  list.hidden = true;
  input.setAttribute("aria-controls", list.id);
  return [input, list];
}

export default function find(select) {
  const options = [...select.options].filter((option) => option.value).map((option) => ({ text: option.text, value: option.value, keys: folded(option.text) }));
  const [input, list] = box(select);
  const chosen = () => (select.value ? select.selectedOptions[0].text : "");
  input.value = chosen();
  // Who came by a link to this field is in it, also after the box has taken the select's place.
  const inside = select === document.activeElement || location.hash === `#${select.id}`;
  select.id += "-select";
  select.hidden = true;
  select.after(input, list);
  if (inside) input.focus();
  let at = -1;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const show = () => {
    const typed = folded(input.value === chosen() ? "" : input.value)[0].trim();
    const words = typed.split(/\s+/);
    const rank = (option) => (option.keys.includes(typed) ? 0 : option.keys.some((key) => key.startsWith(typed)) ? 1 : 2);
    const fits = options.filter((option) => words.every((word) => option.keys.some((key) => key.includes(word)))).sort((a, b) => rank(a) - rank(b));
    list.replaceChildren(...fits.slice(0, MOST).map((option, n) => row(option, list, n)));
    list.hidden = !list.children.length;
    at = -1;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  const take = (value) => {
    select.value = value;
    input.value = chosen();
    select.dispatchEvent(new Event("input", { bubbles: true }));
    select.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  };
  const move = (step) => {
    if (list.hidden) show();
    const rows = [...list.children];
    if (!rows.length) return;
    at = (at + step + rows.length) % rows.length;
    rows.forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    input.setAttribute("aria-activedescendant", rows[at].id);
    rows[at].scrollIntoView({ block: "nearest" });
  };

  // What was kept in this browser is put back into the select.
  select.addEventListener("change", () => { input.value = chosen(); });
  input.addEventListener("input", show);
  input.addEventListener("click", show);
  input.addEventListener("blur", () => {
    if (!input.value.trim()) take("");
    input.value = chosen();
    close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && at >= 0) take(list.children[at].dataset.value);
    else if (event.key === "Escape" && !list.hidden) { input.value = chosen(); close(); }
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const item = event.target.closest("li");
    if (item) take(item.dataset.value);
  });
}
