// "/" goes to the search box, as its hint says.
import { behave } from "./behaviors.js";

behave("[data-search-shortcut]", (input) => {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
});
