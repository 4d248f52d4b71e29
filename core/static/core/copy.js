// A button that copies the text of the element it names.
export default function copy(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = label), 2500);
  });
}
