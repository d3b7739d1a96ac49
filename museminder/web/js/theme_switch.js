// Light, dark, or as the device: kept on this device only.
import { behave } from "./behaviors.js";

function show(chosen) {
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
  for (const button of document.querySelectorAll("[data-theme-value]"))
    button.setAttribute("aria-pressed", String(button.dataset.themeValue === chosen));
}

behave("[data-theme-switch]", (group) => {
  group.hidden = false;
  show(localStorage.getItem("theme") ?? "");
  group.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-value]");
    if (!button) return;
    localStorage.setItem("theme", button.dataset.themeValue);
    show(button.dataset.themeValue);
  });
});
