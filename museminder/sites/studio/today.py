"""The office's first page: what needs somebody today."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from museminder.domain.consents.queries.student_logins import to_invite
from museminder.domain.privacy.queries.held_reveals import waiting_count
from museminder.domain.reports.queries import today
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.filters import date, money
from museminder.web.rendering import show as show_page


def _needs(past_due: today.PastDue, currency: str) -> list[dict[str, str]]:
    """What somebody must decide, the latest payers first."""
    late = [
        {
            "kind": "bad",
            "icon": "receipt-text",
            "title": _("%(family)s is %(days)d days past due, %(amount)s")
            % {"family": each.name, "days": each.days, "amount": money(each.overdue.amount, currency)},
            "note": _("The oldest part was due on %(day)s.") % {"day": date(each.overdue.since)},
            "href": address_of("studio:billing:accounts:show", account_id=each.account_id),
            "action": _("Decide"),
        }
        for each in past_due.worst
    ]
    months = [
        {
            "kind": "warn",
            "icon": "circle-alert",
            "title": ngettext(
                "%(count)d row holds the posting of %(month)s",
                "%(count)d rows hold the posting of %(month)s",
                posting.exceptions,
            )
            % {"count": posting.exceptions, "month": date(posting.period, "month")}
            if posting.exceptions
            else _("%(month)s is ready to be posted") % {"month": date(posting.period, "month")},
            "note": _("Nothing is charged before it is posted."),
            "href": address_of("studio:billing:postings:show", posting_id=posting.pk),
            "action": _("Review"),
        }
        for posting in today.postings_to_look_over()
    ]
    return months + late


def _held(request: Any) -> list[dict[str, str]]:
    """That something was held back, for whoever may decide about it."""
    if Permission.HELD_REVEAL_DECIDE not in request.permissions:
        return []
    count = waiting_count(request.received_at)
    if not count:
        return []
    title = ngettext(
        "%(count)d look at sealed information was held back",
        "%(count)d looks at sealed information were held back",
        count,
    )
    return [
        {
            "kind": "bad",
            "icon": "eye",
            "title": title % {"count": count},
            "note": _("Nothing was opened. Allow it once, or refuse it."),
            "href": address_of("studio:privacy:reveals:index"),
            "action": _("Decide"),
        }
    ]


def _to_invite(request: Any) -> list[dict[str, str]]:
    """The children whom a guardian let sign in on the family site: the letter to them is the office's."""
    if Permission.GUARDIAN_INVITE not in request.permissions:
        return []
    return [
        {
            "kind": "info",
            "icon": "key-round",
            "title": _("%(name)s may sign in") % {"name": student.full_name},
            "note": _("A guardian agreed with a card payment. No letter went out yet."),
            "href": address_of("studio:people:students:invite", student_id=student.pk),
            "action": _("Invite"),
        }
        for student in to_invite(request.received_at)
    ]


@page(Permission.TODAY_SEE)
def show(request: Any) -> HttpResponse:
    """Money, places and meetings at a glance; money only for whoever may see it."""
    sees_money = Permission.BILLING_SEE in request.permissions
    past_due = today.past_due(request.now_on) if sees_money else None
    needs = (
        _held(request) + (_needs(past_due, request.studio.currency) if past_due else []) + _to_invite(request)
    )
    return show_page(
        request,
        "studio/today.html",
        {
            "today": request.now_on,
            "meetings": today.next_meetings(request.received_at),
            "places": today.places_this_week(request.received_at),
            "received": today.money_received(request.now_on) if sees_money else None,
            "past_due": past_due,
            "needs": needs,
            "first_name": request.actor.name.split()[0],
            "hour": request.received_at.astimezone(request.zone).hour,
        },
    )
