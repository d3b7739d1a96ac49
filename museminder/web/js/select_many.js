// Choosing many rows: the head chooses all, Shift chooses a range, the bar says how many and what can be done.
import { behave } from "./behaviors.js";

behave("[data-select-many]", (table) => {
  const all = table.querySelector("[data-select-all]");
  const ones = () => [...table.querySelectorAll("[data-select-one]")];
  const bar = (table.closest("form") ?? table.closest("section") ?? document).querySelector("[data-selection-bar]");
  let last = null;

  const show = () => {
    const boxes = ones();
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    if (!bar) return;
    bar.hidden = chosen === 0;
    bar.querySelector("[data-selection-count]").textContent = chosen;
  };

  all.addEventListener("change", () => {
    for (const box of ones()) box.checked = all.checked;
    show();
  });
  table.addEventListener("click", (event) => {
    const box = event.target.closest("[data-select-one]");
    if (!box) return;
    const boxes = ones();
    if (event.shiftKey && last && boxes.includes(last)) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
    }
    last = box;
    show();
  });
  show();
});
