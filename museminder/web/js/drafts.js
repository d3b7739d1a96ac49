// <form data-draft>: nothing typed is lost. What is typed is kept in this tab until the form is sent and taken,
// and put back when the page is opened again; leaving with something unsent is asked about first.
// Passwords, hidden fields, files and anything marked data-draft-off are never kept.
import { announce, behave } from "./behaviors.js";

const NEVER = "[type=password], [type=hidden], [type=file], [data-draft-off], [autocomplete^=cc-]";

const keyOf = (form) => `draft:${location.pathname}#${form.id || form.getAttribute("action") || ""}`;
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !field.matches(NEVER));

function read(form) {
  return fieldsOf(form).map((field) =>
    field.matches("[type=checkbox], [type=radio]") ? [field.name, field.value, field.checked] : [field.name, field.value]);
}

function put(form, kept) {
  for (const [name, value, checked] of kept) {
    for (const field of fieldsOf(form).filter((one) => one.name === name)) {
      if (checked === undefined) field.value = value;
      else if (field.value === value) field.checked = checked;
    }
  }
}

behave("form[data-draft]", (form) => {
  const key = keyOf(form);
  const asServed = JSON.stringify(read(form));
  const refused = form.querySelector("[data-error]") !== null;
  const kept = sessionStorage.getItem(key);
  // A form that comes back with errors already holds what was typed; the server's words are newer than ours.
  if (kept && !refused && kept !== asServed) {
    put(form, JSON.parse(kept));
    form.dataset.changed = "";
    form.dispatchEvent(new CustomEvent("draft-restored", { bubbles: true }));
    const word = form.dataset.restoredWord ?? document.body.dataset.restoredWord;
    if (word) announce(word);
  }
  if (refused) form.dataset.changed = "";

  form.addEventListener("input", () => {
    const now = JSON.stringify(read(form));
    if (now === asServed && !refused) {
      delete form.dataset.changed;
      sessionStorage.removeItem(key);
    } else {
      form.dataset.changed = "";
      sessionStorage.setItem(key, now);
    }
  });
  form.addEventListener("submit", () => {
    delete form.dataset.changed;
    sessionStorage.setItem("draft-sent", key);
  });
  form.addEventListener("reset", () => {
    delete form.dataset.changed;
    sessionStorage.removeItem(key);
  });
});

// The page after a form was taken was led to from that form, and does not hold it with errors any more: the draft has
// done its work. When the line was cut, the browser showed a page of its own, and whatever is opened then comes from
// nowhere: the draft stays.
const sent = sessionStorage.getItem("draft-sent");
if (sent) {
  sessionStorage.removeItem("draft-sent");
  const answered = performance.getEntriesByType("navigation")[0]?.responseStatus ?? 200;
  const came = document.referrer && new URL(document.referrer).pathname;
  const isRefused = answered >= 400 || document.querySelector("form[data-draft] [data-error]") !== null;
  if (!isRefused && sent.startsWith(`draft:${came}#`)) sessionStorage.removeItem(sent);
}

window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-draft][data-changed]")) event.preventDefault();
});
