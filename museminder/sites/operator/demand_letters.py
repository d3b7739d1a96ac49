"""A letter on paper about a legal demand: the day on which the studio's office posted it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.oversight.actions.demand_notices import note_posted
from museminder.domain.oversight.models import DemandNotice
from museminder.foundation.identity.permissions import Permission
from museminder.sites.operator import showing
from museminder.sites.operator.demand_forms import PostedForm
from museminder.sites.operator.door import page
from museminder.web.addresses import address_of


@page(Permission.OPERATOR_DEMAND)
def create(request: Any, notice_id: UUID) -> HttpResponse:
    """Write down that a letter went out on paper, because nobody has a mail address."""
    notice = get_object_or_404(DemandNotice.objects.select_related("demand"), pk=notice_id)
    form = PostedForm(request.POST or None)

    def act() -> object:
        return note_posted(notice_id=notice.pk, **form.cleaned_data, by=request.actor)

    return showing.record_by_form(
        request,
        form,
        act,
        title=_("A letter on paper"),
        note=_(
            "Nobody of them has a mail address. The studio's office knows where they live: ask it to post the letter,"
            " and write down the day."
        ),
        back=(notice.demand.reference, address_of("demand", demand_id=notice.demand_id)),
        done=_("Written down. They count as told from that day."),
    )
