"""Letting MuseMinder's support in: for a time, for a reason, in sight; and out with one click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from museminder.domain.oversight.actions.support_grants import end_grant, grant_support
from museminder.domain.oversight.models import SupportGrant
from museminder.domain.oversight.queries.people_with_access import support_to_choose
from museminder.domain.oversight.queries.support import looked_under, support_grants
from museminder.foundation.identity.door import again_step
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.forms import Form
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page

HOURS = (
    (1, gettext_lazy("One hour")),
    (4, gettext_lazy("Four hours")),
    (24, gettext_lazy("One day")),
    (72, gettext_lazy("Three days")),
    (168, gettext_lazy("Seven days")),
)


class GrantForm(Form):
    """Whom to let in, why, for how long."""

    account = forms.ChoiceField(label=gettext_lazy("Who"))
    reason = forms.CharField(
        label=gettext_lazy("What should they look at?"), max_length=300, widget=forms.Textarea
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("For how long"), choices=list(HOURS), coerce=int, initial=4
    )
    may_reveal = forms.BooleanField(
        label=gettext_lazy("They may open addresses, birth dates and care notes"),
        required=False,
        help_text=gettext_lazy("Each opening is written down, and stands below."),
    )

    def __init__(self, *args: Any, people: Sequence[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["account"]
        choice.choices = [(str(account), name) for account, name in people]


@page(Permission.SUPPORT_GRANT)
def index(request: Any) -> HttpResponse:
    """Whom the studio let in so far."""
    rows = [(grant, grant.is_open(at=request.received_at)) for grant in support_grants()]
    return show_page(request, "studio/support/grants.html", {"rows": rows})


@page(Permission.SUPPORT_GRANT)
def create(request: Any) -> HttpResponse:
    """Let somebody in; who does it shows once more who they are."""
    again = again_step(request, then=address_of("studio:support:grants:create"))
    if again is not None:
        return again
    people = support_to_choose()
    form = GrantForm(request.POST or None, people=people, idempotent=True)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            grant = grant_support(
                account_id=UUID(said["account"]),
                reason=said["reason"],
                hours=said["hours"],
                may_reveal=said["may_reveal"],
                membership_id=request.studio.membership_id,
                by=request.actor,
                at=request.received_at,
            )
        except Refused as refusal:
            form.add_error("account", str(refusal))
        else:
            messages.success(request, _("%(name)s can look now.") % {"name": grant.staff_name})
            return redirect_to(request, address_of("studio:support:grants:show", grant_id=grant.pk))
    context = {"form": form, "people": people}
    return show_page(request, "studio/support/create.html", context, status=422 if form.errors else 200)


@page(Permission.SUPPORT_GRANT)
def show(request: Any, grant_id: UUID) -> HttpResponse:
    """One grant: who, why, until when, and everything that was looked at."""
    grant = get_object_or_404(SupportGrant, pk=grant_id)
    context = {
        "grant": grant,
        "is_open": grant.is_open(at=request.received_at),
        "looked": looked_under(grant, at=request.received_at),
    }
    return show_page(request, "studio/support/grant.html", context)


@require_POST
@page(Permission.SUPPORT_GRANT)
def end(request: Any, grant_id: UUID) -> HttpResponse:
    """Let them out."""
    grant = get_object_or_404(SupportGrant, pk=grant_id)
    end_grant(grant_id=grant.pk, by=request.actor, at=request.received_at)
    messages.success(request, _("Ended. Nothing opens to them any more."))
    return redirect_to(request, address_of("studio:support:grants:show", grant_id=grant.pk))
