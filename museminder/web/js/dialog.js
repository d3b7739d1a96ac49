// <a data-opens="id">: opens the dialog instead of going to the page that asks the same question.
import { behave } from "./behaviors.js";

behave("[data-opens]", (opener) => {
  opener.addEventListener("click", (event) => {
    const dialog = document.getElementById(opener.dataset.opens);
    if (!dialog || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    dialog.showModal();
  });
});

behave("dialog[data-dialog]", (dialog) => {
  for (const close of dialog.querySelectorAll("[data-closes]")) close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && !dialog.querySelector("[data-changed]")) dialog.close();
  });
  if (dialog.hasAttribute("data-open") && !dialog.open) dialog.showModal();
});
