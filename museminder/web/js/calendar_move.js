// Moving a meeting: the server is asked what would clash, the reader sees it, and only then it is saved.
import { announce, csrfToken } from "./behaviors.js";
import { made, picture } from "./calendar_draw.js";

const pad = (number) => String(number).padStart(2, "0");

/** A browser's Date as the studio's wall clock: "2026-05-20T16:00". */
export function wallClock(date) {
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** Asks the server; its answer is JSON also when it refuses. */
async function send(address, values) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
    body: new URLSearchParams(values),
  });
  const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
  return { ok: answer.ok, ...said };
}

export function moveDialog(root, words, saved) {
  const dialog = document.getElementById(`${root.id}-move`);
  const form = dialog.querySelector("[data-move-form]");
  const part = (name) => dialog.querySelector(`[data-move-${name}]`);
  const mover = { columns: [], byHand, byKeyboard };
  let now = null; // the move in hand: {event, start, end, column, copy, revert, opener}

  const values = (check) => ({
    meeting: now.event.id,
    version: now.event.extendedProps.version ?? "",
    start: now.start,
    end: now.end,
    column_kind: root.dataset.columns ?? "",
    column: now.column ?? "",
    scope: form.elements.scope.value,
    reason: form.elements.reason.value,
    copy: now.copy ? "1" : "",
    check: check ? "1" : "",
  });

  function fill({ summary, conflicts = [], needs_reason: needsReason = false, blocked = false, error = "" }) {
    part("title").textContent = now.copy ? words.copyTitle.replace("%(what)s", now.event.title) : words.moveTitle.replace("%(what)s", now.event.title);
    part("summary").textContent = summary ?? "";
    part("conflicts").replaceChildren(...conflicts.map((conflict) => {
      const line = made("li");
      line.append(picture(conflict.kind === "bad" ? "circle-x" : "triangle-alert", words.sprite), made("span", "", conflict.text));
      return line;
    }));
    part("reason").hidden = !needsReason;
    form.elements.reason.required = needsReason;
    part("error").hidden = !error;
    part("error").textContent = error;
    part("scope").hidden = !now.event.extendedProps.series;
    for (const button of form.querySelectorAll("[type=submit]")) button.disabled = blocked;
  }

  let asked = 0;

  /** Several questions may be on their way, and answered in any order: what is shown answers the last one. */
  async function check() {
    asked += 1;
    const mine = asked;
    let answer;
    try {
      answer = await send(root.dataset.moveUrl, values(true));
    } catch {
      answer = { error: words.offline };
    }
    if (now && mine === asked) fill(answer);
  }

  async function open(move) {
    now = move;
    form.reset();
    part("by-hand").hidden = !move.byKeyboard;
    part("columns").hidden = mover.columns.length === 0;
    form.elements.start.value = move.start;
    form.elements.end.value = move.end;
    form.elements.column.replaceChildren(...mover.columns.map((column) => new Option(column.title, column.id, false, column.id === move.column)));
    fill({ summary: words.looking });
    dialog.showModal();
    await check();
  }

  /** After a drag or a resize: the calendar already shows the new place. */
  function byHand(info, { copy }) {
    const { event } = info;
    open({ event, start: wallClock(event.start), end: wallClock(event.end), column: event.resourceIds[0], copy: Boolean(copy), revert: info.revert, byKeyboard: false });
  }

  /** With M, or with the button on the meeting: the new time is typed. */
  function byKeyboard(event, opener) {
    open({ event, start: wallClock(event.start), end: wallClock(event.end), column: event.resourceIds[0], copy: false, revert: () => {}, byKeyboard: true, opener });
  }

  function typed() {
    if (!now?.byKeyboard) return;
    const before = now.start;
    now.start = form.elements.start.value;
    now.end = form.elements.end.value;
    if (before !== now.start && now.end === wallClock(now.event.end)) {
      // The length stays when only the beginning is changed.
      const length = now.event.end - now.event.start;
      now.end = wallClock(new Date(new Date(now.start).getTime() + length));
      form.elements.end.value = now.end;
    }
    now.column = form.elements.column.value;
  }

  form.addEventListener("change", (change) => {
    if (change.target.name === "reason") return;
    typed();
    check();
  });

  form.addEventListener("submit", async (submit) => {
    submit.preventDefault();
    typed();
    now.copy = submit.submitter?.value === "copy" || (now.copy && submit.submitter?.value !== "move");
    let answer;
    try {
      answer = await send(root.dataset.moveUrl, values(false));
    } catch {
      answer = { ok: false, error: words.offline };
    }
    asked += 1; // a question still on its way is about nothing any more
    if (!answer.ok) return fill(answer);
    now.done = true;
    dialog.close();
    saved();
    root.querySelector("[data-calendar-says]").textContent = answer.say ?? "";
    return announce(answer.say ?? "");
  });

  dialog.addEventListener("close", () => {
    if (now && !now.done) now.revert();
    now?.opener?.focus();
    now = null;
  });

  return mover;
}
