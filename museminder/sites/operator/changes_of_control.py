"""Announcing that MuseMinder is sold or merged."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from museminder.domain.privacy.actions.changes_of_control import announce_change
from museminder.domain.privacy.queries.changes_of_control import changes
from museminder.domain.privacy.rules.notice import earliest_effective_on
from museminder.foundation.identity.permissions import Permission
from museminder.sites.operator.door import page
from museminder.sites.operator.forms import ChangeOfControlForm
from museminder.sites.operator.showing import record_by_form, show
from museminder.web.addresses import address_of


@require_GET
@page(Permission.OPERATOR_PUBLISH)
def index(request: Any) -> HttpResponse:
    """Every announcement, the newest first."""
    rows = [(each, each.days_left(on=request.now_on)) for each in changes()]
    return show(request, "operator/changes_of_control.html", {"rows": rows})


@page(Permission.OPERATOR_PUBLISH)
def create(request: Any) -> HttpResponse:
    """Announce a sale or a merger: every site says so from now on, and every owner and guardian gets a letter."""
    form = ChangeOfControlForm(
        request.POST or None, initial={"effective_on": earliest_effective_on(request.received_at)}
    )

    def act() -> object:
        return announce_change(**form.cleaned_data, by=request.actor, at=request.received_at)

    return record_by_form(
        request,
        form,
        act,
        title=_("Announce a change of control"),
        note=_(
            "Once it is announced nobody can change it. Every site says so until the day, and every owner and every"
            " guardian with an account gets a letter with the ways to take everything along or have it erased."
        ),
        back=(_("Changes of control"), address_of("changes_of_control")),
        done=_("Announced: every site says so, and the letters go out within minutes."),
    )
