// <button data-copy="text"> or data-copy-from="id": puts it on the clipboard and says so.
import { announce, behave } from "./behaviors.js";

behave("[data-copy], [data-copy-from]", (button) => {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copyFrom);
    await navigator.clipboard.writeText(button.dataset.copy ?? source.value ?? source.textContent.trim());
    button.dataset.copied = "";
    announce(button.dataset.copiedWord ?? button.textContent.trim());
    setTimeout(() => delete button.dataset.copied, 2000);
  });
});
