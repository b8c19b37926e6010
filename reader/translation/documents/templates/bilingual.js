"use strict";
for (const [group, name] of [["scripts", "script"], ["layouts", "layout"]]) {
  const buttons = [...document.querySelectorAll(`#${group} button`)];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      document.documentElement.dataset[name] = button.dataset.value;
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
    });
  }
}
const light = (event, on) => {
  const sentence = event.target.closest?.(".s");
  if (!sentence) return;
  for (const twin of document.querySelectorAll(`[data-s="${sentence.dataset.s}"]`)) {
    twin.classList.toggle("twin", on);
  }
};
document.addEventListener("mouseover", (event) => light(event, true));
document.addEventListener("mouseout", (event) => light(event, false));
