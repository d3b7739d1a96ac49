"""What somebody types who means no harm, and what somebody sends who does."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tests.bad_input.html_forms import Field, PageForm

LONG = "x" * 10_000
HTML = "\"'><script>planted()</script><img src=x onerror=planted()>"
PLANTED = "<script>planted("  # must not stand on a page like this
LOST = "\ufffd"  # what an unreadable byte becomes
NOBODY = "019a0000-0000-7000-8000-000000000000"
TEXTS = {"text", "textarea", "email", "tel", "url", "search", "password"}
VERSION, KEY = "version", "idempotency_key"


@dataclass(frozen=True, slots=True)
class Bad:
    """One thing to send; ``must_refuse``: no field has a use for it."""

    kind: str
    value: str
    must_refuse: bool = True


_ANY_TEXT = (
    Bad("too long", LONG),
    Bad("NUL", "A\x00B"),
    Bad("control character", "A\x07B"),
    Bad("right to left", "A\u202egpj.exe"),
    Bad("half a pair", f"A{LOST}B"),
    Bad("card number", "4111 1111 1111 1111"),
    Bad("formula", "=cmd|' /C calc'!A0", must_refuse=False),
    Bad("HTML", HTML, must_refuse=False),
)
_BY_KIND: dict[str, tuple[Bad, ...]] = {
    "number": (
        Bad("words", "several"),
        Bad("huge", "9" * 30),
        Bad("not finite", "NaN"),
        Bad("NUL", "1\x002"),
        Bad("negative", "-999999999", must_refuse=False),
        Bad("zero", "0", must_refuse=False),
    ),
    "amount": (
        Bad("words", "several"),
        Bad("huge", "9" * 30),
        Bad("not finite", "NaN"),
        Bad("NUL", "1\x002"),
        Bad("too long", LONG),
        Bad("formula", "=1+1"),
        Bad("negative", "-999999999"),
        Bad("zero", "0", must_refuse=False),
    ),
    "date": (
        Bad("words", "soon"),
        Bad("31 February", "2026-02-31"),
        Bad("first year", "0001-01-01"),
        Bad("last year", "9999-12-31"),
        Bad("too long", LONG),
        Bad("NUL", "2026-05-\x0001"),
        Bad("far back", "1900-01-02", must_refuse=False),
        Bad("far ahead", "2199-12-30", must_refuse=False),
    ),
    "time": (Bad("words", "soon"), Bad("no hour", "25:61"), Bad("too long", LONG), Bad("NUL", "16:\x0000")),
    "month": (
        Bad("words", "soon"),
        Bad("no month", "2026-13"),
        Bad("first year", "0001-01"),
        Bad("last year", "9999-12"),
        Bad("too long", LONG),
        Bad("NUL", "2026-\x0005"),
    ),
    VERSION: tuple(  # a page that changes nothing may be as old as it likes
        Bad(kind, value, must_refuse=False)
        for kind, value in (("words", "abc"), ("huge", "9" * 30), ("NUL", "\x00"), ("older", "-1"))
    ),
    KEY: (
        Bad("words", "abc", must_refuse=False),
        Bad("too long", LONG, must_refuse=False),
        Bad("NUL", "A\x00B", must_refuse=False),
    ),
}


def bad_values(field: Field, foreign: dict[str, str]) -> list[Bad]:
    """What to try on a field. ``foreign``: another studio's id for each of one's own."""
    found = list(_BY_KIND.get(kind_of(field), ()))
    if field.kind in ("select", "radio", "hidden") or (field.kind == "checkbox" and len(field.offered) > 1):
        if field.name not in (VERSION, KEY):
            found = _choices(field, foreign)
    elif kind_of(field) == "text":
        found = [bad for bad in _ANY_TEXT if not (field.kind == "password" and bad.kind == "card number")]
    if field.is_required and field.is_typed and field.kind not in ("radio", "checkbox"):
        found.append(Bad("left empty", ""))
    return found


def kind_of(field: Field) -> str:
    """What a field takes, as its page shows it."""
    if field.name in (VERSION, KEY):
        return field.name
    if field.mode == "decimal":
        return "amount"
    return "text" if field.kind in TEXTS else field.kind


def _choices(field: Field, foreign: dict[str, str]) -> list[Bad]:
    found = [
        Bad("not offered", "nonsense"),
        Bad("NUL", "A\x00B"),
        Bad("too long", LONG),
        Bad("nobody's id", NOBODY),
    ]
    theirs = {foreign[each] for each in [*field.offered, *field.values] if each in foreign}
    return found + [Bad("another studio's id", each) for each in sorted(theirs)[:1]]


def is_id(text: str) -> bool:
    """Whether this is an id."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


_GOOD = {
    "date": "2026-11-24",
    "time": "16:00",
    "month": "2026-12",
    "number": "10",
    "amount": "10.00",
    "email": "ada@example.com",
    "url": "https://ada.example.com/",
    "tel": "919 555 0142",
}
# Fields of which one of several is needed.
_BY_NAME = {"person_name": "Somebody Else", "monthly_amount": "10.00"}


def good_body(form: PageForm) -> dict[str, list[str]]:
    """What a person sends who fills in what is asked, and leaves the rest as it is."""
    sent = form.body | {name: good_values(each) for name, each in form.fields.items()}
    return {name: values for name, values in sent.items() if values}


def good_values(field: Field) -> list[str]:
    """What a person would have put into a field that is still empty."""
    if any(field.values) or field.kind in ("checkbox", "file"):
        return field.values
    if not (field.is_required or field.kind == "radio" or field.name in _BY_NAME):
        return field.values
    if field.offered:
        return [each for each in field.offered if each][:1]
    return [_BY_NAME.get(field.name) or _GOOD.get(kind_of(field)) or _GOOD.get(field.kind) or "Ada Lane"]
