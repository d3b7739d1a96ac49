// HTMX as we use it: swaps refusals too, says what changed, keeps the focus sensible, tells when the line is cut.
import { announce, behave } from "./behaviors.js";

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  // A form that comes back with errors (422) or a clash (409) is a page to be shown, not a failure.
  // So is what was held (429), and a vault that is silent (503) when it answers with a part, not with a whole page.
  const isPart = xhr.status === 503 && xhr.responseText.startsWith("<p");
  if (isPart || ([400, 403, 404, 409, 422, 429].includes(xhr.status) && xhr.responseText)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

document.addEventListener("announce", (event) => announce(event.detail.text));

document.addEventListener("htmx:afterSettle", (event) => {
  const first = event.detail.elt.querySelector?.("[data-focus], [aria-invalid=true]");
  if (first) first.focus();
});

for (const kind of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(kind, () => {
    const place = document.querySelector("[data-offline]");
    if (place) place.hidden = false;
    if (place) announce(place.textContent.trim());
  });
}

// A whole page that came back with errors: the summary is the first thing to be read.
behave("[data-focus]", (element) => { if (!element.closest("dialog:not([open])")) element.focus(); });
