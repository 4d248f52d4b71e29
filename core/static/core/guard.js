// Says that a form has unsaved text, and asks before the page is left with it.
const unsaved = new Set();

addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});

export default function guard(form) {
  const state = () => new URLSearchParams(new FormData(form)).toString();
  const before = state();
  const words = document.createElement("span");
  words.className = "unsaved";
  words.setAttribute("role", "status");
  form.querySelector(".buttons")?.append(words);
  // After an answer with errors, what stands in the form is not saved either.
  const refused = document.querySelector(".note.error[data-focus], .conflict");
  const look = () => {
    const differs = Boolean(refused) || state() !== before;
    unsaved[differs ? "add" : "delete"](form);
    words.textContent = differs ? form.dataset.guard : "";
  };
  form.addEventListener("input", look);
  form.addEventListener("submit", () => unsaved.delete(form));
  form.querySelectorAll("a.button.quiet").forEach((cancel) => cancel.addEventListener("click", () => unsaved.delete(form)));
  if (refused) look();
}
