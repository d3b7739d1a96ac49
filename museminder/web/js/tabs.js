// Tabs that are wider than a phone scroll sideways: the one that is open is brought into sight.
import { behave } from "./behaviors.js";

behave(".tabs [aria-current]", (current) => {
  const tabs = current.closest(".tabs");
  const [shown, all] = [current.getBoundingClientRect(), tabs.getBoundingClientRect()];
  // Only the row of tabs moves, never the page: scrollIntoView would do both.
  tabs.scrollLeft += shown.left + shown.width / 2 - (all.left + all.width / 2);
});
