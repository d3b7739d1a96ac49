"""People with access: who runs MuseMinder, what they were taught, and parting with them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.oversight.actions.registers import record_training
from museminder.domain.oversight.actions.staff import offboard_operator
from museminder.domain.oversight.models import OperatorStaff
from museminder.domain.oversight.queries.people_with_access import current_staff
from museminder.foundation.identity.permissions import Permission
from museminder.sites.operator.door import page
from museminder.sites.operator.forms import SUBJECTS, TrainingForm
from museminder.sites.operator.showing import record_by_form, show
from museminder.web.addresses import address_of
from museminder.web.forms import Form


@page(Permission.OPERATOR_SEE)
def index(request: Any) -> HttpResponse:
    """Everybody who runs MuseMinder, and until when they may be let into a studio."""
    return show(
        request, "operator/staff.html", {"people": current_staff(on=request.now_on), "subjects": SUBJECTS}
    )


@page(Permission.OPERATOR_RECORD)
def create_training(request: Any) -> HttpResponse:
    """Note that somebody was taught."""
    form = TrainingForm(request.POST or None, on=request.now_on)

    def act() -> object:
        said = dict(form.cleaned_data)
        staff_id = UUID(said.pop("staff"))
        return record_training(staff_id=staff_id, **said, by=request.actor, at=request.received_at)

    return record_by_form(
        request,
        form,
        act,
        title=_("Record a training"),
        note=_("Without a training that holds, the database opens no studio to anybody of ours."),
        back=(_("People with access"), address_of("staff")),
        done=_("The training is recorded."),
    )


@page(Permission.OPERATOR_OFFBOARD)
def offboard(request: Any, staff_id: UUID) -> HttpResponse:
    """Part with somebody, asked once more: sessions, grants and memberships end now."""
    staff = get_object_or_404(OperatorStaff, pk=staff_id, ended_at=None)
    names = {"name": staff.name}
    return record_by_form(
        request,
        Form(request.POST if request.method == "POST" else None),
        lambda: offboard_operator(account_id=staff.account_id, by=request.actor),
        title=_("End everything of %(name)s") % names,
        note=_(
            "Every session, every grant and every membership of theirs ends at once. Only the command line can"
            " appoint them again."
        ),
        back=(_("People with access"), address_of("staff")),
        done=_("%(name)s is out: every session and grant has ended.") % names,
        button=(_("End everything"), "danger"),
    )
