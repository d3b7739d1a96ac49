"""The register of breaches: what happened, which studios know, and the clock of 72 hours."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from museminder.domain.privacy.actions.breaches import record_breach
from museminder.domain.privacy.queries.breaches import breaches
from museminder.foundation.identity.permissions import Permission
from museminder.sites.operator.door import page
from museminder.sites.operator.forms import BreachForm
from museminder.sites.operator.showing import record_by_form, show
from museminder.web.addresses import address_of


@require_GET
@page(Permission.OPERATOR_SEE)
def index(request: Any) -> HttpResponse:
    """Every breach, the newest first, with each studio's notice."""
    at = request.received_at
    rows = [
        (breach, [(notice, notice.is_late(at)) for notice in breach.notices.all()]) for breach in breaches()
    ]
    late = sum(is_late for _breach, notices in rows for _notice, is_late in notices)
    return show(request, "operator/breaches.html", {"rows": rows, "late": late})


@page(Permission.OPERATOR_RECORD)
def create(request: Any) -> HttpResponse:
    """Write a breach down; the studios are told by that."""
    form = BreachForm(request.POST or None)

    def act() -> object:
        return record_breach(**form.cleaned_data, by=request.actor, at=request.received_at)

    return record_by_form(
        request,
        form,
        act,
        title=_("Record a breach"),
        note=_(
            "What is recorded stays. Each studio named here gets these words by letter and on its privacy desk,"
            " within 72 hours of our knowing."
        ),
        back=(_("Breaches"), address_of("breaches")),
        done=_("It is recorded. The studios are told within minutes."),
    )
