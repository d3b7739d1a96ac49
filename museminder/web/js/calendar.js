// The calendar: draws what the server found, lets a meeting be dragged, resized, copied or moved by keyboard,
// and saves nothing before the clashes were shown. All times are the studio's wall clock, without an offset:
// "2026-11-01T16:00" means four in the afternoon there, wherever the reader sits.
import { createCalendar, DayGrid, Interaction, List, ResourceTimeGrid, TimeGrid } from "@event-calendar/core";

import { attachAll, behave } from "./behaviors.js";
import { crowd, folded, lanesOf } from "./calendar_crowd.js";
import { clock, closure, crowding, meeting, paint, weekday } from "./calendar_draw.js";
import { moveDialog, wallClock } from "./calendar_move.js";

const NARROW = "(max-width: 47.99rem)";

/** The library draws a table whose cells are empty and whose meetings stand outside: said aloud, that is noise.
    Without its roles a reader hears the meetings, each a link with its day, its time and its name. */
function plainRoles(box) {
  for (const element of box.querySelectorAll("[role]")) {
    if (/^(table|rowgroup|row|cell|columnheader|rowheader|list|listitem)$/.test(element.getAttribute("role"))) element.setAttribute("role", "presentation");
    for (const part of ["aria-colindex", "aria-rowindex", "aria-colspan", "aria-rowspan", "aria-colcount", "aria-rowcount"]) element.removeAttribute(part);
  }
  for (const head of box.querySelectorAll("h4.ec-day-head")) {
    head.setAttribute("role", "heading");
    head.setAttribute("aria-level", "2");
  }
}

/** A week of rooms is wider than a screen: it opens at the day that was asked for. */
function showDay(box, date) {
  const head = box.querySelector(`.ec-header time[datetime="${date.slice(0, 10)}"]`)?.parentElement;
  for (let wide = head?.parentElement; wide && wide !== box; wide = wide.parentElement) {
    if (wide.scrollWidth > wide.clientWidth) {
      const sidebar = box.querySelector(".ec-sidebar")?.offsetWidth ?? 0;
      wide.scrollLeft += head.getBoundingClientRect().left - wide.getBoundingClientRect().left - sidebar;
      return true;
    }
  }
  return false;
}

/** Which of the library's views shows this one; a phone gets a list where columns would be slivers. */
function viewOf(view, columns, narrow) {
  if (view === "month") return narrow ? "listMonth" : "dayGridMonth";
  if (view === "list" || (view === "week" && narrow)) return "listWeek";
  if (view === "week") return columns ? "resourceTimeGridWeek" : "timeGridWeek";
  if (narrow && !columns) return "listDay";
  return columns ? "resourceTimeGridDay" : "timeGridDay";
}

/** A day of the week is as wide as the screen allows, but never too narrow to read what stands beside each other. */
const dayWidth = (events) => `minmax(${crowding(events) * 4.8}rem, 1fr)`;

/** The studio's clock and this computer's may be zones apart: the studio's says which day is today. */
function todayOf(studioNow) {
  if (!studioNow) return {};
  const there = new Date(studioNow.slice(0, 16));
  const sameClock = Math.abs(there - new Date()) < 10 * 60_000;
  return {
    highlightedDates: [studioNow.slice(0, 10)],
    theme: (names) => ({ ...names, today: "today-on-this-computer", highlight: "ec-today" }),
    nowIndicator: sameClock,
  };
}

async function fetchAnswer(root, from, until) {
  const address = new URL(root.dataset.eventsUrl, location.href);
  address.searchParams.set("start", from.slice(0, 10));
  address.searchParams.set("end", until.slice(0, 10));
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`the calendar answered ${answer.status}`);
  return answer.json();
}

function options(root, box, words, state, mover) {
  const card = crowd(root, words, mover);
  const { view, columns, date, firstHour, lastHour, locale } = root.dataset;
  const narrow = matchMedia(NARROW).matches;
  return {
    view: viewOf(view, columns, narrow),
    date: new Date(`${date.slice(0, 10)}T00:00`),
    locale,
    headerToolbar: { start: "", center: "", end: "" },
    height: narrow ? "auto" : "42rem",
    firstDay: Number(words.firstDay),
    slotMinTime: firstHour,
    slotMaxTime: lastHour,
    flexibleSlotTimeLimits: true,
    slotDuration: "00:15",
    slotLabelInterval: "01:00",
    slotHeight: 18,
    slotLabelFormat: (time) => clock(time, locale),
    eventTimeFormat: (start, end) => (end ? `${clock(start, locale)} – ${clock(end, locale)}` : clock(start, locale)),
    dayHeaderFormat: (day) => weekday(day, locale, view),
    scrollTime: firstHour,
    nowIndicator: true,
    ...todayOf(root.dataset.now),
    allDaySlot: false,
    datesAboveResources: true,
    columnWidth: columns ? (view === "week" ? "7.5rem" : narrow ? "8.5rem" : undefined) : undefined,
    dayMaxEvents: true,
    slotEventOverlap: false,
    noEventsContent: "", // nothing is said before the meetings are asked for
    moreLinkContent: (more) => words.more.replace("%(count)s", more.num),
    editable: Boolean(root.dataset.moveUrl),
    resources: [],
    eventAllUpdated: () => {
      plainRoles(box);
      state.shown ||= showDay(box, date);
    },
    eventClassNames: ({ event }) => paint(event),
    eventContent: ({ event, timeText }) => (event.extendedProps.folded ? card(event) : meeting(event, timeText, words, mover)),
    eventDragStart: () => { state.dragged = true; },
    eventDrop: (drop) => mover.byHand(drop, { copy: drop.jsEvent?.ctrlKey || drop.jsEvent?.altKey }),
    eventResize: (resize) => mover.byHand(resize, {}),
    eventSources: [{
      events: async (wanted) => {
        const answer = await fetchAnswer(root, wanted.startStr, wanted.endStr);
        if (columns) state.calendar.setOption("resources", answer.columns[columns]);
        mover.columns = columns ? answer.columns[columns] : [];
        state.calendar.setOption("noEventsContent", words.nothing);
        const found = answer.events.map((one) => ({
          id: one.id, start: one.start, end: one.end, title: one.title, editable: one.editable !== false,
          resourceIds: columns ? [one.columns[columns]].flat().filter(Boolean) : [], extendedProps: one,
        }));
        const grid = viewOf(view, columns, matchMedia(NARROW).matches).startsWith("timeGrid");
        const events = grid ? folded(found, lanesOf(box, view === "week" ? 7 : 1), words) : found;
        if (grid && view === "week") state.calendar.setOption("columnWidth", dayWidth(events));
        const all = mover.columns.map((column) => column.id);
        return [...events, ...(answer.closures ?? []).map((one) => closure(one, all))];
      },
    }],
  };
}

behave("[data-calendar]", (root) => {
  const words = JSON.parse(document.getElementById(`${root.id}-words`).textContent);
  const box = root.querySelector("[data-calendar-box]");
  const plain = root.querySelector("[data-calendar-plain]");
  const state = { dragged: false, calendar: null };
  const mover = moveDialog(root, words, () => state.calendar.refetchEvents());

  box.hidden = false;
  plain.hidden = true;
  const failed = (problem) => {
    // The plain list holds the same meetings: a calendar that cannot be drawn is no loss of information.
    box.hidden = true;
    plain.hidden = false;
    console.error(problem);
  };
  const later = {};
  state.calendar = { setOption: (...args) => { later.args = args; } };
  try {
    const plugins = [DayGrid, Interaction, List, ResourceTimeGrid, TimeGrid];
    state.calendar = createCalendar(box, plugins, options(root, box, words, state, mover));
    if (later.args) state.calendar.setOption(...later.args);
  } catch (problem) {
    failed(problem);
  }
  // The click that ends a drag is not a wish to open the meeting.
  box.addEventListener("click", (event) => {
    if (state.dragged) event.preventDefault();
    state.dragged = false;
  }, true);
  box.addEventListener("pointerdown", () => { state.dragged = false; }, true);
  box.addEventListener("keydown", (event) => {
    const link = event.target.closest("[data-meeting]");
    if (event.key.toLowerCase() !== "m" || !link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const found = state.calendar.getEventById(link.dataset.meeting);
    if (found?.editable !== false) mover.byKeyboard(found, link);
  });
  matchMedia(NARROW).addEventListener("change", ({ matches }) => {
    state.calendar.setOption("view", viewOf(root.dataset.view, root.dataset.columns, matches));
    state.calendar.refetchEvents(); // a list shows every meeting, a grid folds those of a crowded hour
  });
  root.dataset.drawn = wallClock(new Date());
});

attachAll();
