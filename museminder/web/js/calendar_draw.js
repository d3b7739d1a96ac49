// How a meeting looks in the calendar: its color is its program's, its state is an icon with a word.
const ICONS = { clash: "triangle-alert", trial: "flag", substitute: "user-round-cog", full: "users", canceled: "ban" };

/** "9 am", "4:45 pm", or as the reader's language writes it. */
export function clock(date, locale) {
  const minute = date.getMinutes() ? "2-digit" : undefined;
  const hour = locale.startsWith("en") ? "numeric" : "2-digit";
  const written = new Intl.DateTimeFormat(locale, { hour, minute: locale.startsWith("en") ? minute : "2-digit" }).format(date);
  return written.replace(/\s*([AP])M$/, (_, half) => ` ${half.toLowerCase()}m`);
}

/** The head of a column: "Mon 18"; in a month the weekday alone. */
export function weekday(date, locale, view) {
  const name = new Intl.DateTimeFormat(locale, { weekday: "short" }).format(date);
  return view === "month" ? name : `${name} ${date.getDate()}`;
}

const dayOf = (date, locale) => new Intl.DateTimeFormat(locale, { weekday: "long", month: "long", day: "numeric" }).format(date);

/** The classes of a meeting's box. */
export function paint(event) {
  const { program, state, closure: closed, folded } = event.extendedProps;
  if (closed) return ["closed"];
  if (folded) return ["meeting", "is-event"];
  return ["meeting", `is-${program || "event"}`, ...(state ? [`meeting-${state}`] : [])];
}

/** A closed day, in all columns, or a closed room: shaded, and it says why. */
export function closure(one, columns) {
  return {
    id: `closure-${one.id}`, start: one.start, end: one.end, title: one.title, editable: false,
    resourceIds: one.column ? [one.column] : columns, display: "background", extendedProps: { closure: true, ...one },
  };
}

/** A real link to the meeting's roster, and a button for those who do not drag. */
export function meeting(event, timeText, words, mover) {
  const props = event.extendedProps;
  if (props.closure) return { domNodes: [made("span", "closed-words", event.title)] };
  const link = made("a", "meeting-link");
  link.href = props.url;
  link.draggable = false;
  link.dataset.meeting = event.id;
  link.title = `${event.title}, ${timeText}`;
  if (event.editable) link.setAttribute("aria-keyshortcuts", "M");
  link.append(made("b", "", event.title), " ");
  if (props.state) {
    const tools = made("span", "meeting-tools");
    tools.append(picture(ICONS[props.state] ?? "info", words.sprite), props.state_words ?? words.states[props.state] ?? "");
    link.append(tools, " ");
  }
  const when = made("span", "meeting-time", timeText);
  when.prepend(made("span", "hidden-visually", `${dayOf(event.start, document.documentElement.lang)}, `));
  link.append(when, " ");
  if (props.note) link.append(made("span", "meeting-note", props.note));
  const nodes = [link];
  if (event.editable) {
    const button = made("button", "meeting-move");
    button.type = "button";
    button.setAttribute("aria-label", words.move.replace("%(what)s", `${event.title}, ${timeText}`));
    button.append(picture("calendar-clock", words.sprite));
    button.addEventListener("click", () => mover.byKeyboard(event, button));
    button.addEventListener("pointerdown", (press) => press.stopPropagation());
    nodes.push(button);
  }
  return { domNodes: nodes };
}

/** How many meetings stand beside each other at most: a day must be wide enough for each to be hit. */
export function crowding(events) {
  const moves = events.flatMap(({ start, end }) => [[start, 1], [end, -1]]);
  moves.sort(([a, come], [b, goes]) => a.localeCompare(b) || come - goes);
  let now = 0;
  return moves.reduce((most, [, step]) => Math.max(most, (now += step)), 0);
}

export function made(tag, klass, text) {
  const element = document.createElement(tag);
  if (klass) element.className = klass;
  if (text !== undefined) element.textContent = text;
  return element;
}

export function picture(name, sprite) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}
