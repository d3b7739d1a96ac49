"""Forms as a browser finds them on a page: their fields, what they hold, and the words tied to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

ALONE = {
    "area",
    "br",
    "col",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
    "path",
    "circle",
}
BUTTONS = {"submit", "button", "reset", "image"}
CHOSEN = {"checkbox", "radio"}
SESSION_TOKEN = "csrfmiddlewaretoken"  # the middleware's own; its refusals are Django's


@dataclass(slots=True)
class Field:
    """One name in a form: every radio button of a choice together."""

    name: str
    kind: str  # the type of an input, or "select", "textarea"
    values: list[str] = field(default_factory=list)  # what would be sent
    offered: list[str] = field(default_factory=list)  # what can be chosen
    is_required: bool = False
    is_several: bool = False
    mode: str = ""  # inputmode
    words: set[str] = field(default_factory=set)  # ids of what describes it
    is_marked: bool = False  # aria-invalid

    @property
    def is_typed(self) -> bool:
        """Whether somebody wrote or chose it."""
        return self.kind != "hidden"


@dataclass(slots=True)
class PageForm:
    """One form of a page."""

    action: str
    method: str
    has_files: bool = False
    fields: dict[str, Field] = field(default_factory=dict)
    pressed: tuple[str, str] | None = None  # the first named button

    @property
    def body(self) -> dict[str, list[str]]:
        """What a browser sends when nothing is changed."""
        sent = {name: list(each.values) for name, each in self.fields.items() if each.values}
        return sent | ({self.pressed[0]: [self.pressed[1]]} if self.pressed else {})


@dataclass(slots=True)
class Page:
    """The forms of a page, its links, and what it says went wrong."""

    forms: list[PageForm] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)  # by the element's id
    alerts: list[str] = field(default_factory=list)

    def form_like(self, known: PageForm) -> PageForm | None:
        """The same form on this page, if it came back."""
        names = {name for name, each in known.fields.items() if each.is_typed} or set(known.fields)
        return max(
            (each for each in self.forms if names & each.fields.keys()),
            key=lambda each: len(names & each.fields.keys()),
            default=None,
        )

    def sentences_beside(self, asked: Field) -> list[str]:
        """What stands beside a field as its error."""
        return [self.errors[each] for each in asked.words if self.errors.get(each, "").strip()]


def read_page(body: str) -> Page:
    """What a page asks, and what it says."""
    reader = _Reader()
    reader.feed(body)
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._form: PageForm | None = None
        self._group: list[set[str]] = []  # words of the fieldsets around
        self._area: Field | None = None
        self._select: Field | None = None
        self._spoken: list[tuple[str, int, list[str], str]] = []  # tag, depth, text, id
        self._depth: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in ALONE:
            self._depth[tag] = self._depth.get(tag, 0) + 1
        shown_as = given.get("class", "").split()
        if "field-error" in shown_as or "banner-bad" in shown_as or given.get("role") == "alert":
            self._spoken.append((tag, self._depth[tag], [], given.get("id", "")))
        if tag == "a" and given.get("href", "").startswith("/"):
            self.page.links.append(given["href"].partition("#")[0])
        elif tag == "form":
            self._form = PageForm(given.get("action", ""), given.get("method", "get").lower())
            self._form.has_files = "multipart" in given.get("enctype", "")
            self.page.forms.append(self._form)
        elif tag == "fieldset":
            self._group.append(set(given.get("aria-describedby", "").split()))
        elif self._form is not None and tag in ("input", "select", "textarea", "button"):
            self._control(self._form, tag, given)
        elif tag == "option" and self._select is not None:
            self._option(self._select, given)

    def _control(self, form: PageForm, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text") if tag == "input" else tag
        if tag == "button" or kind in BUTTONS:
            if name and form.pressed is None:
                form.pressed = (name, given.get("value", ""))
            return
        if name in ("", SESSION_TOKEN) or "disabled" in given:
            return
        known = form.fields.setdefault(name, Field(name, kind))
        known.is_required |= "required" in given
        known.is_marked |= given.get("aria-invalid") == "true"
        known.mode = given.get("inputmode", "")
        known.words |= set(given.get("aria-describedby", "").split()).union(*self._group)
        if tag == "textarea":
            self._area = known
            known.values.append("")
        elif tag == "select":
            known.is_several = "multiple" in given
            self._select = known
        elif kind in CHOSEN:
            value = given.get("value", "on")
            known.is_several = kind == "checkbox" and bool(known.offered)
            known.offered.append(value)
            if "checked" in given:
                known.values.append(value)
        elif kind != "file":
            known.values.append(given.get("value", ""))

    def _option(self, select: Field, given: dict[str, str]) -> None:
        value = given.get("value", "")
        select.offered.append(value)
        if "selected" in given or (not select.values and not select.is_several):
            if not select.is_several:
                select.values.clear()
            select.values.append(value)

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.values[-1] += data
        for _tag, _depth, text, _name in self._spoken:
            text.append(data)

    def handle_endtag(self, tag: str) -> None:
        while self._spoken and self._spoken[-1][:2] == (tag, self._depth.get(tag, 0)):
            _tag, _depth, text, name = self._spoken.pop()
            said = " ".join("".join(text).split())
            if name:
                self.page.errors[name] = said
            self.page.alerts.append(said)
        if tag not in ALONE:
            self._depth[tag] = max(0, self._depth.get(tag, 0) - 1)
        if tag == "textarea" and self._area is not None:
            # A browser leaves out the line break that a textarea begins with.
            self._area.values[-1] = self._area.values[-1].removeprefix("\r\n").removeprefix("\n")
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._form = None
        elif tag == "fieldset" and self._group:
            self._group.pop()
