"""Leaving an offering."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.enrollment.actions.withdrawals import withdraw_student
from museminder.domain.enrollment.models import Enrollment
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.sites.studio.enrollment.forms import WithdrawForm
from museminder.sites.studio.people.saving import Place, Words, save, typed
from museminder.web.addresses import address_of


@page(Permission.ENROLLMENT_EDIT)
def create(request: Any, enrollment_id: UUID) -> HttpResponse:
    """A student leaves an offering, with a last day; the places after it are free at once."""
    enrollment = get_object_or_404(Enrollment.objects.select_related("student", "offering"), pk=enrollment_id)
    form = WithdrawForm(
        typed(request), idempotent=True, initial={"last_day": enrollment.last_day or request.now_on}
    )

    def do(data: dict[str, Any]) -> None:
        withdraw_student(enrollment_id=enrollment.pk, by=request.actor, at=request.received_at, **data)

    names = {"student": enrollment.student.full_name, "offering": enrollment.offering.name}
    words = Words(
        _("%(student)s leaves %(offering)s") % names,
        _("Withdraw"),
        _("%(student)s leaves %(offering)s; the places are free.") % names,
        _(
            "The last day still counts. The day before the first day means: never came. What was charged stays."
        ),
    )
    back = address_of("studio:enrollment:rosters:offering", offering_id=enrollment.offering_id)
    place = Place([(enrollment.offering.name, back), (_("Withdraw"), "")], back)
    return save(request, form, do, words=words, place=place)
