// Puts the browser's calendar beside a day that is typed as day/month/year in any of three digit sets.
const western = (text) => text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));

export default function picker(field) {
  const calendar = document.createElement("input");
  if (!calendar.showPicker) return;
  calendar.type = "date";
  calendar.tabIndex = -1;
  calendar.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.setAttribute("aria-label", field.dataset.picker);
  button.title = field.dataset.picker;
  button.append(new DOMParser().parseFromString('<svg xmlns="http://www.w3.org/2000/svg" class="i" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true"><path d="M8 2v4M16 2v4M3 10h18"/><rect width="18" height="18" x="3" y="4" rx="2"/></svg>', "image/svg+xml").documentElement);
  const box = document.createElement("span");
  box.className = "picker";
  box.append(calendar, button);
  field.after(box);
  button.addEventListener("click", () => {
    const typed = western(field.value).match(/^\s*(\d{1,2})\D+(\d{1,2})\D+(\d{4})\s*$/);
    calendar.value = typed ? `${typed[3]}-${typed[2].padStart(2, "0")}-${typed[1].padStart(2, "0")}` : "";
    calendar.showPicker();
  });
  calendar.addEventListener("change", () => {
    const [year, month, day] = calendar.value.split("-");
    if (day) field.value = `${day}/${month}/${year}`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
