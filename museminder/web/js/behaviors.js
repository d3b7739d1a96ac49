// Behaviors are attached by data- attributes: to what the page has, and to what HTMX brings later.
const known = [];

/** Calls `start(element)` once for each element that matches, now and after every swap. */
export function behave(selector, start) {
  known.push([selector, start]);
}

export function attachAll(root = document) {
  for (const [selector, start] of known) {
    const found = [...root.querySelectorAll(selector)];
    if (root instanceof Element && root.matches(selector)) found.unshift(root);
    for (const element of found) {
      const mark = `attached:${selector}`;
      if (element[mark]) continue;
      element[mark] = true;
      start(element);
    }
  }
}

/** Says a sentence to a screen reader without moving the focus. */
export function announce(text) {
  const place = document.getElementById("announcer");
  if (!place) return;
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = text; });
}

/** The token that proves a POST comes from our own page. */
export function csrfToken() {
  const headers = document.body.getAttribute("hx-headers");
  return headers ? JSON.parse(headers)["X-CSRFToken"] : "";
}
