"""Home: the next lesson of each child, what is due, what needs doing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from museminder.domain.consents.queries.student_logins import stopped_for
from museminder.domain.people.models import Student
from museminder.domain.privacy.queries.policies import versions_to_answer
from museminder.domain.reports.queries import my_home
from museminder.foundation.identity.permissions import Permission
from museminder.sites.member.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import show as show_page


@page(Permission.MY_HOME_SEE)
def show(request: Any) -> HttpResponse:
    """Today for one family, on a phone."""
    sees_money = Permission.MY_BILLING_SEE in request.permissions
    lessons = my_home.next_lessons(request.received_at)
    is_alone = not lessons and Permission.MY_FAMILY_EDIT not in request.permissions
    return show_page(
        request,
        "member/home.html",
        {
            "today": request.now_on,
            "lessons": lessons,
            "waits_for_guardian": is_alone and not Student.objects.exists(),
            "owed": my_home.owed(request.now_on) if sees_money else None,
            "to_do": _to_do(request),
        },
    )


def _to_do(request: Any) -> list[dict[str, str]]:
    """What the family can settle by itself, each with the page that does it."""
    if Permission.MY_FAMILY_EDIT not in request.permissions:
        return []
    wanting = my_home.without_address(request.actor.account_id)
    return [
        *(
            _policy_changed(each.number)
            for each in versions_to_answer(account_id=request.actor.account_id)[:1]
        ),
        *(_sign_in_stopped(*each) for each in stopped_for(request.actor.account_id)),
        *(_birth_date_wanted(student_id, called) for student_id, called in my_home.without_birth_date()),
        *(_address_wanted(guardian_id) for guardian_id in wanting),
    ]


def _policy_changed(number: int) -> dict[str, str]:
    return {
        "title": _("The privacy policy changes for children"),
        "note": _("Version %(number)s: read it and say whether you agree.") % {"number": number},
        "href": address_of("member:privacy:policies"),
        "icon": "shield-check",
    }


def _sign_in_stopped(student_id: UUID, called: str) -> dict[str, str]:
    return {
        "title": _("%(name)s cannot sign in until you agree again") % {"name": called},
        "note": _("What was agreed to before counts no more."),
        "href": address_of("member:consents:allow_login", student_id=student_id),
        "icon": "key-round",
    }


def _birth_date_wanted(student_id: UUID, called: str) -> dict[str, str]:
    return {
        "title": _("Tell us %(name)s’s birth date") % {"name": called},
        "note": _("It decides which classes fit; rosters show the age, never the date."),
        "href": address_of("member:people:student", student_id=student_id),
        "icon": "cake",
    }


def _address_wanted(guardian_id: UUID) -> dict[str, str]:
    return {
        "title": _("Tell us your address"),
        "note": _("It is printed on invoices and used in an emergency."),
        "href": address_of("member:people:guardian", guardian_id=guardian_id),
        "icon": "map-pin",
    }
