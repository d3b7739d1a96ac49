"""What the calendar says in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from museminder.domain.courses.models import Closure
from museminder.domain.courses.rules.clashes import Clash, ClashKind
from museminder.domain.courses.rules.plans import MovePlan
from museminder.web import filters


def clash_words(clash: Clash) -> str:
    """One clash as a sentence: who or what is asked for twice, and by what."""
    facts = {
        "who": clash.who,
        "what": clash.meeting_name or _("another meeting of this plan"),
        "day": filters.date(clash.starts_at, "day"),
        "from": filters.time(clash.starts_at),
        "until": filters.time(clash.ends_at),
    }
    sentences = {
        ClashKind.ROOM: _("%(who)s is taken on %(day)s from %(from)s to %(until)s: %(what)s."),
        ClashKind.INSTRUCTOR: _("%(who)s teaches on %(day)s from %(from)s to %(until)s: %(what)s."),
        ClashKind.STUDENT: _("%(who)s has another meeting on %(day)s from %(from)s to %(until)s: %(what)s."),
    }
    return sentences[clash.kind] % facts


def conflicts(clashes: Iterable[Clash], most: int = 12) -> list[dict[str, str]]:
    """Clashes for the page: rooms are ``bad``, people ``warn``; the first dozen and how many more there are."""
    everything = list(clashes)
    shown = [
        {"kind": "bad" if clash.is_final else "warn", "text": clash_words(clash)}
        for clash in everything[:most]
    ]
    if len(everything) > most:
        more = len(everything) - most
        text = ngettext("And %(more)d more.", "And %(more)d more.", more) % {"more": more}
        shown.append({"kind": "warn", "text": text})
    return shown


def move_words(plan: MovePlan) -> str:
    """What a move does, before it is saved."""
    first = plan.moves[0]
    where = f", {first.room.name}" if first.room else ""
    said = _("%(day)s, %(from)s to %(until)s%(where)s.") % {
        "day": filters.date(first.starts_at, "full"),
        "from": filters.time(first.starts_at),
        "until": filters.time(first.ends_at),
        "where": where,
    }
    parts = [said]
    if len(plan.moves) > 1:
        parts.append(
            ngettext("%(count)d meeting moves.", "%(count)d meetings move.", len(plan.moves))
            % {"count": len(plan.moves)}
        )
    closed = sum(move.closure is not None for move in plan.moves)
    if closed:
        parts.append(
            ngettext("%(count)d falls on a closed day.", "%(count)d fall on closed days.", closed)
            % {"count": closed}
        )
    if plan.kept:
        parts.append(
            ngettext(
                "%(count)d that was moved by itself stays.",
                "%(count)d that were moved by themselves stay.",
                len(plan.kept),
            )
            % {"count": len(plan.kept)}
        )
    return " ".join(parts)


def closure_words(closure: Closure) -> str:
    """What is closed, and why: "Floor repair (Annex)"."""
    part = closure.location or closure.offering
    return f"{closure.reason} ({part})" if part else closure.reason


def span_words(first_on: date, last_on: date) -> str:
    """Two days as one title: "May 18 to May 24"."""
    return _("%(first)s to %(last)s") % {
        "first": filters.date(first_on, "short_day"),
        "last": filters.date(last_on, "long" if first_on.year != last_on.year else "short_day"),
    }


def meeting_facts(meeting: Any) -> str:
    """When and where a meeting is, in one line."""
    where = f" · {meeting.room}" if meeting.room else ""
    return f"{filters.date(meeting.starts_at, 'full')}, {filters.time(meeting.starts_at)}{where}"
