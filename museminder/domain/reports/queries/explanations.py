"""The answer to "why this amount?", in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from museminder.domain.billing.rules.explanation import Step, StepKind
from museminder.primitives.money import format_money

Parameters = Mapping[str, Any]


def explain(steps: Sequence[Mapping[str, Any]], *, amount: int, currency: str) -> list[dict[str, Any]]:
    """The stored steps of an amount as lines to read: ``text``, ``amount`` in minor units, ``kind``."""
    lines = []
    for stored in steps:
        step = Step.from_json(stored)
        text = _WORDS[step.kind](step.parameters, lambda value: _money(value, currency))
        lines.append({"text": text, "amount": step.amount, "kind": ""})
    if lines:
        lines.append({"text": _("Charged"), "amount": amount, "kind": "total"})
    return lines


def _money(amount: int, currency: str) -> str:
    return format_money(amount, currency, get_language() or "en")


def _day(value: str | None) -> str:
    return format_date(date.fromisoformat(value), "long", locale=get_language() or "en") if value else ""


def _price(p: Parameters, _m: Callable[[int], str]) -> str:
    return {
        "month": _("The plan’s price for a month"),
        "lesson": _("The plan’s price for a lesson"),
        "session": _("The plan’s fee for a meeting"),
    }[p["unit"]]


def _agreed(p: Parameters, _m: Callable[[int], str]) -> str:
    if p.get("until_on"):
        return _("Price agreed from %(start)s until %(end)s") % {
            "start": _day(p["from_on"]),
            "end": _day(p["until_on"]),
        }
    return _("Price agreed from %(start)s on") % {"start": _day(p["from_on"])}


def _left(p: Parameters, money: Callable[[int], str]) -> str:
    return ngettext(
        "%(left)d meeting left of %(of)d, %(each)s each",
        "%(left)d meetings left of %(of)d, %(each)s each",
        p["left"],
    ) % {"left": p["left"], "of": p["of"], "each": money(p["each_amount"])}


def _share(p: Parameters, money: Callable[[int], str]) -> str:
    return _("%(left)d of %(of)d meetings of a month at %(month)s") % {
        "left": p["left"],
        "of": p["of"],
        "month": money(p["month_amount"]),
    }


def _lessons(p: Parameters, money: Callable[[int], str]) -> str:
    return ngettext("%(count)d lesson × %(each)s", "%(count)d lessons × %(each)s", p["count"]) % {
        "count": p["count"],
        "each": money(p["each_amount"]),
    }


def _returned(p: Parameters, money: Callable[[int], str]) -> str:
    return _("The bank returned a check of %(amount)s on %(day)s") % {
        "amount": money(p["check_amount"]),
        "day": _day(p["returned_on"]),
    }


_WORDS: dict[StepKind, Callable[[Parameters, Callable[[int], str]], str]] = {
    StepKind.PLAN_PRICE: _price,
    StepKind.AGREED_PRICE: _agreed,
    StepKind.FULL_MONTH: lambda _p, _m: _("The full month"),
    StepKind.FEE_PER_MEETING_LEFT: _left,
    StepKind.SHARE_OF_MEETINGS: _share,
    StepKind.SHARE_OF_FOUR_WEEKS: lambda p, _m: (
        _("%(left)d of %(of)d meetings, a month counted as four weeks") % {"left": p["left"], "of": p["of"]}
    ),
    StepKind.AT_MOST_THE_MONTH: lambda _p, _m: _("Part of a month costs no more than the month"),
    StepKind.LESSONS: _lessons,
    StepKind.LESSONS_NOT_CHARGED: lambda p, _m: (
        ngettext("%(count)d lesson not charged", "%(count)d lessons not charged", p["count"])
        % {"count": p["count"]}
    ),
    StepKind.LESSONS_OF_SEASON: _lessons,
    StepKind.FIRST_MONTH_BY_LESSON: _lessons,
    StepKind.REST_OF_SEASON: lambda p, money: (
        _("The rest of the season: %(what)s") % {"what": _lessons(p, money)}
    ),
    StepKind.EQUAL_MONTH: lambda p, _m: (
        _("Month %(number)d of %(of)d equal months") % {"number": p["number"], "of": p["of"]}
    ),
    StepKind.FIRST_EQUAL_MONTH: lambda p, _m: (
        _("First of %(of)d equal months; it takes the rounding") % {"of": p["of"]}
    ),
    StepKind.PAYER_SHARE: lambda p, money: (
        _("Share of %(share)d of %(of)d of %(whole)s")
        % {"share": p["share"], "of": p["of"], "whole": money(p["whole_amount"])}
    ),
    StepKind.RETURNED_CHECK: _returned,
}
