// A crowded hour: what does not fit beside the others is folded into one card, "7 more", that opens a list of it.
import { clock, made, meeting, paint } from "./calendar_draw.js";

/** The narrowest a meeting may be drawn, in pixels, and what the hours at the side take of the width. */
const READABLE = 76;
const SIDEBAR = 64;

/** How many meetings stand beside each other legibly, when this many days share the box; never fewer than two. */
export const lanesOf = (box, days) => Math.max(2, Math.floor((box.clientWidth - SIDEBAR) / days / READABLE));

/** Gives each meeting the first lane that is free; what begins together stands as it came, clashes first. */
function inLanes(events) {
  const clashes = ({ extendedProps }) => (extendedProps.state === "clash" ? 0 : 1);
  const sorted = [...events].sort((a, b) => a.start.localeCompare(b.start) || clashes(a) - clashes(b));
  const free = []; // when each lane is free again
  return sorted.map((event) => {
    const first = free.findIndex((until) => until <= event.start);
    const lane = first < 0 ? free.length : first;
    free[lane] = event.end;
    return { event, lane };
  });
}

/** Meetings that touch each other in time, directly or through others. */
function clusters(placed) {
  const found = [];
  let until = "";
  for (const one of placed) {
    if (one.event.start >= until) found.push([]);
    found.at(-1).push(one);
    if (one.event.end > until) until = one.event.end;
  }
  return found;
}

/** One card for what begins in the same hour; the card of one hour ends where that of the next begins. */
function cards(events, words) {
  const hours = [];
  for (const event of events) {
    if (hours.at(-1)?.[0].start.slice(0, 13) === event.start.slice(0, 13)) hours.at(-1).push(event);
    else hours.push([event]);
  }
  return hours.map((folded, place) => {
    const [{ start }] = folded;
    const last = folded.reduce((latest, { end }) => (end > latest ? end : latest), "");
    const next = hours[place + 1]?.[0].start ?? last;
    if (folded.length === 1 && last <= next) return folded[0];
    return {
      id: `more-${start}`, start, end: last < next ? last : next, editable: false, resourceIds: [],
      title: words.more.replace("%(count)s", folded.length), extendedProps: { folded },
    };
  });
}

/** The meetings as they are drawn in so many lanes: all of them, or the first lanes and a card for the rest. */
export function folded(events, lanes, words) {
  return clusters(inLanes(events)).flatMap((cluster) => {
    const all = cluster.map(({ event }) => event);
    if (cluster.every(({ lane }) => lane < lanes)) return all;
    const shown = cluster.filter(({ lane }) => lane < lanes - 1).map(({ event }) => event);
    return [...shown, ...cards(all.filter((event) => !shown.includes(event)), words)];
  });
}

/** The card and its list: each meeting a link to its roster, with the button that moves it. */
export function crowd(root, words, mover) {
  const dialog = document.getElementById(`${root.id}-more`);
  const { locale } = root.dataset;
  const day = new Intl.DateTimeFormat(locale, { weekday: "long", month: "long", day: "numeric" });

  function line(one) {
    const event = { ...one, start: new Date(one.start), end: new Date(one.end) };
    const aside = { byKeyboard: (moved) => { dialog.close(); mover.byKeyboard(moved); } };
    const item = made("li", paint(one).join(" "));
    const { domNodes } = meeting(event, `${clock(event.start, locale)} – ${clock(event.end, locale)}`, words, aside);
    domNodes[0].removeAttribute("aria-keyshortcuts"); // the key is the grid's
    item.append(...domNodes);
    return item;
  }

  return function card(event) {
    const when = `${day.format(event.start)}, ${clock(event.start, locale)}`;
    const button = made("button", "meeting-link more-link", `${event.title} `);
    button.type = "button";
    button.setAttribute("aria-haspopup", "dialog");
    const names = [...new Set(event.extendedProps.folded.map(({ title }) => title.split(",")[0]))];
    button.append(made("span", "hidden-visually", when), made("span", "meeting-note", names.join(" · ")));
    button.addEventListener("click", () => {
      dialog.querySelector("[data-more-title]").textContent = when;
      dialog.querySelector("[data-more-list]").replaceChildren(...event.extendedProps.folded.map(line));
      dialog.showModal();
    });
    return { domNodes: [button] };
  };
}
