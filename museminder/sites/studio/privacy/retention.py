"""How long everything is kept, what the last night erased, and what is held back from it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from museminder.domain.people.models import Student
from museminder.domain.people.rules import day_of
from museminder.domain.privacy.actions.legal_holds import end_legal_hold, place_legal_hold
from museminder.domain.privacy.models import LegalHold, RetentionRun
from museminder.domain.privacy.queries.retention import holds_in_force, last_run, students_without_a_day
from museminder.domain.privacy.rules.retention import numbered, time_of
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.studio.door import page
from museminder.sites.studio.people.saving import Place, Words, save, typed
from museminder.web.addresses import address_of
from museminder.web.forms import Form
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page

FIRST_LOOK = timedelta(days=90)


class HoldForm(Form):
    """About whom, why, and when somebody looks at it again."""

    student = forms.ModelChoiceField(label=gettext_lazy("Student"), queryset=Student.objects.none())
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)
    review_on = forms.DateField(
        label=gettext_lazy("Look at it again on"), widget=forms.DateInput(attrs={"type": "date"})
    )


@page(Permission.RETENTION_SEE)
@require_GET
def index(request: Any) -> HttpResponse:
    """The schedule in words with what the last night did and what comes, and the holds."""
    run = last_run()
    context = {
        "run": run,
        "lines": _lines(run),
        "holds": holds_in_force(request.received_at),
        "today": day_of(request.received_at),
        "dayless": students_without_a_day().count(),
        "may_hold": Permission.LEGAL_HOLD_EDIT in request.permissions,
    }
    return show_page(request, "studio/privacy/retention.html", context)


@page(Permission.LEGAL_HOLD_EDIT)
def create(request: Any) -> HttpResponse:
    """Hold one student's data back from being erased."""
    form = HoldForm(
        typed(request), idempotent=True, initial={"review_on": day_of(request.received_at) + FIRST_LOOK}
    )
    form.fields["student"].queryset = Student.objects.filter(merged_into=None).order_by("name_key")  # type: ignore[attr-defined]

    def do(data: dict[str, Any]) -> None:
        place_legal_hold(
            student_id=data["student"].pk,
            reason=data["reason"],
            review_on=data["review_on"],
            by=request.actor,
            at=request.received_at,
        )

    back = address_of("studio:privacy:retention:index")
    words = Words(
        _("Hold back from erasing"),
        _("Hold back"),
        _("It is held back until you end it."),
        note=_("What is held about the student and the family stays, and nobody sees more because of it."),
    )
    place = Place([(_("How long things are kept"), back), (words.title, "")], back)
    return save(request, form, do, words=words, place=place)


@page(Permission.LEGAL_HOLD_EDIT)
@require_POST
def end(request: Any, hold_id: UUID) -> HttpResponse:
    """Let the schedule go on."""
    hold = get_object_or_404(LegalHold, pk=hold_id)
    try:
        end_legal_hold(hold_id=hold.pk, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The hold has ended. What is over by now is erased tonight."))
    return redirect_to(request, address_of("studio:privacy:retention:index"))


def _lines(run: RetentionRun | None) -> list[tuple[str, list[tuple[str, list[int]]]]]:
    """What, and how long with [erased, held, coming] of the last night; zeros where it did not know the rule.

    The same thing may lie in several tables and end for several reasons: it is one line with a part for each end.
    """
    last_night = {(model, number): counts for model, number, *counts in (run.lines if run else [])}
    found: dict[str, dict[str, list[int]]] = {}
    for number, holding, rule in numbered():
        ends = found.setdefault(capfirst(gettext(rule.what)), {})
        so_far, more = ends.get(time_of(rule), [0, 0, 0]), last_night.get((holding.model, number), [0, 0, 0])
        ends[time_of(rule)] = [one + other for one, other in zip(so_far, more, strict=True)]
    return [(what, list(ends.items())) for what, ends in found.items()]
