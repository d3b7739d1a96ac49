// A menu closes when another thing is clicked and with Escape, which gives the focus back to its button.
import { behave } from "./behaviors.js";

behave("details[data-menu]", (menu) => {
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
