"""Asking the studio for something about one's data, and seeing what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from museminder.domain.people.models import Student
from museminder.domain.people.rules import day_of
from museminder.domain.privacy.actions.privacy_requests import open_request
from museminder.domain.privacy.models import PrivacyRequest
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.member.door import page
from museminder.web import filters
from museminder.web.addresses import address_of
from museminder.web.forms import Form
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page

Kind = PrivacyRequest.Kind
BY_FORM = (Kind.CORRECT, Kind.OBJECT, Kind.ACCESS, Kind.QUESTION)  # the others have pages of their own


class AskForm(Form):
    """What is asked for, about whom, in one's own words."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What do you ask for?"), choices=[(each.value, each.label) for each in BY_FORM]
    )
    about = forms.ChoiceField(label=gettext_lazy("About whom?"), required=False)
    words = forms.CharField(
        label=gettext_lazy("In your words"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )

    def __init__(self, *args: Any, students: list[Student], **options: Any) -> None:
        super().__init__(*args, idempotent=True, **options)
        about: Any = self.fields["about"]
        about.choices = [("", _("Myself")), *((str(each.pk), each.full_name) for each in students)]


@page(Permission.MY_PRIVACY_ASK)
def create(request: Any) -> HttpResponse:
    """Ask; the studio sees it with the day by which the law wants an answer."""
    students = list(Student.objects.filter(merged_into=None).order_by("first_name", "id"))
    initial = {name: request.GET[name] for name in ("kind", "about") if name in request.GET}
    form = AskForm(request.POST or None, students=students, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            asked = open_request(
                kind=said["kind"],
                student_id=UUID(said["about"]) if said["about"] else None,
                words=said["words"],
                by=request.actor,
                at=request.received_at,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Asked. The answer is due by %(day)s.") % {"day": filters.date(asked.due_on)}
            )
            return redirect_to(request, address_of("member:privacy:request", request_id=asked.pk))
    context = {"form": form}
    return show_page(request, "member/privacy/ask.html", context, status=422 if form.errors else 200)


@page(Permission.MY_PRIVACY_SEE)
def show(request: Any, request_id: UUID) -> HttpResponse:
    """One request of one's own: what was asked, until when it is due, what was answered."""
    mine = PrivacyRequest.objects.select_related("student")
    asked = get_object_or_404(mine, pk=request_id, by_account_id=request.actor.account_id)
    context = {"asked": asked, "is_late": asked.is_late(on=day_of(request.received_at))}
    return show_page(request, "member/privacy/request.html", context)
