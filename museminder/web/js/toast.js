// A toast stays until it is closed: what is said must be able to be read.
import { behave } from "./behaviors.js";

behave("[data-closes-toast]", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => button.closest("[data-toast]").remove());
});
