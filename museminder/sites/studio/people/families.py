"""The pages of families."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.billing.queries.accounts import account_of_family
from museminder.domain.billing.queries.balances import balance_of, overdue_on
from museminder.domain.consents.queries.student_logins import shut_out
from museminder.domain.enrollment.queries.enrollments import current_enrollments_of
from museminder.domain.people.actions.families import change_family, register_family
from museminder.domain.people.models import Family
from museminder.domain.people.queries.directory import count_families, families_like
from museminder.domain.people.queries.family_list import FamiliesByName, people_in
from museminder.domain.people.queries.family_page import family_facts
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.vault.purposes import Purpose
from museminder.sites.studio.door import page
from museminder.sites.studio.people.ages import ages_if_open
from museminder.sites.studio.people.forms import KEEP, FamilyForm
from museminder.sites.studio.people.origins import origins_in
from museminder.sites.studio.people.places import place_in
from museminder.sites.studio.people.saving import Place, Words, save, typed
from museminder.web.addresses import address_of
from museminder.web.rendering import show as show_page

A_PAGE = 50
OWING = "owing"
STATES = {"active": True, "inactive": False, "all": None, OWING: None}


@page(Permission.FAMILY_SEE)
def index(request: Any) -> HttpResponse:
    """Every family, found by a few letters of anybody in it."""
    letters, state = request.GET.get("q", "").strip()[:80], request.GET.get("state", "active")
    counts = count_families()
    families = Paginator(_found(request, letters, state, counts), A_PAGE).get_page(request.GET.get("page"))
    kept = urlencode({name: value for name, value in (("q", letters), ("state", state)) if value})
    shown = {"letters": letters, "state": state, "kept": kept, "counts": counts}
    shown |= {"families": families, "people": people_in([family.id for family in families])}
    return show_page(request, "studio/people/families.html", shown)


def _found(request: Any, letters: str, state: str, counts: dict[str, int]) -> Any:
    """The families a list is of; how many there are is known already where nobody searches."""
    is_active = STATES.get(state, True)
    if state == OWING and Permission.BILLING_SEE in request.permissions:
        owing = list(overdue_on(request.now_on))
        return families_like(letters, is_active=is_active).filter(accounts__in=owing)
    if letters:
        return families_like(letters, is_active=is_active)
    known = {True: counts["active"], False: counts["inactive"], None: sum(counts.values())}
    return FamiliesByName(is_active, known[is_active])


@page(Permission.FAMILY_SEE)
def show(request: Any, family_id: UUID) -> HttpResponse:
    """One family: its students, households, guardians with their rights, contacts, and what a court decided."""
    family = get_object_or_404(Family.objects.select_related("merged_into"), pk=family_id)
    facts = family_facts(family, request.received_at)
    students = [each.student for each in facts.students]
    enrolled: dict[UUID, list[Any]] = defaultdict(list)
    for enrollment in current_enrollments_of([student.pk for student in students], request.now_on):
        enrolled[enrollment.student_id].append(enrollment)
    account = account_of_family(family.pk) if Permission.BILLING_SEE in request.permissions else None
    return show_page(
        request,
        "studio/people/family.html",
        {
            "family": family,
            "facts": facts,
            "origins": origins_in(facts) if Permission.CONTACT_SEE in request.permissions else {},
            "enrolled": enrolled,
            "shut_out": shut_out(students),
            "ages": ages_if_open(request, students, purpose=Purpose.PLACING_BY_AGE),
            "account": account,
            "balance": balance_of(account) if account else None,
            "overdue": overdue_on(request.now_on, [account.pk]).get(account.pk) if account else None,
        },
    )


@page(Permission.FAMILY_EDIT)
def create(request: Any) -> HttpResponse:
    """Welcome a new family."""

    def do(data: dict[str, Any]) -> str:
        family = register_family(**data, by=request.actor, at=request.received_at)
        return address_of("studio:people:families:show", family_id=family.pk)

    form = FamilyForm(typed(request), idempotent=True, initial={"started_on": request.now_on})
    title, done = _("A new family"), _("The family is here. Now add its guardians and students.")
    words = Words(title, _("Add the family"), done)
    back = address_of("studio:people:families:index")
    return save(request, form, do, words=words, place=Place([(_("Families"), back), (title, "")], back))


@page(Permission.FAMILY_EDIT)
def edit(request: Any, family_id: UUID) -> HttpResponse:
    """Correct what is written about a family."""
    family = get_object_or_404(Family, pk=family_id)
    stored = {"name": family.name, "started_on": family.started_on}
    form = FamilyForm(typed(request), version=family.version, initial=stored)
    if family.note is not None:
        form.fields["note"].help_text = KEEP

    def do(data: dict[str, Any]) -> None:
        facts = {name: value for name, value in data.items() if name != "note" or value}
        change_family(family_id=family.pk, by=request.actor, at=request.received_at, **facts)

    words = Words(_("Edit the family"), _("Save"), _("Saved."))
    return save(request, form, do, words=words, place=place_in(family, words.title))
