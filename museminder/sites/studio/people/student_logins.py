"""A student's own sign-in: the guardian's agreement is written down first, then the student is invited."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from museminder.domain.consents.actions.student_login_consents import record_student_login_consent
from museminder.domain.consents.actions.student_logins import invite_student
from museminder.domain.consents.queries.student_logins import live_consent
from museminder.domain.people.models import Guardianship, Student
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.sites.studio.people.places import family_of, place_in
from museminder.sites.studio.people.saving import Words, save, typed
from museminder.web.addresses import address_of
from museminder.web.forms import Form
from museminder.web.rendering import redirect_to

METHODS = [
    ("paper_form", gettext_lazy("A form they signed on paper, and we know them")),
    ("video_call", gettext_lazy("A video call in which we saw them")),
]


class ConsentForm(Form):
    """Which guardian agreed, and how we know that it was the guardian."""

    guardianship = forms.ChoiceField(label=gettext_lazy("Who agreed"), widget=forms.RadioSelect)
    method = forms.ChoiceField(
        label=gettext_lazy("How we know it was them"), choices=METHODS, widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label=gettext_lazy("Where the proof is"),
        max_length=200,
        help_text=gettext_lazy(
            "Who saw it and where it lies, such as “signed before Ida, folder 3” or the number of the receipt. Never a"
            " copy of an identity card."
        ),
    )

    def __init__(self, *args: Any, rights: list[Guardianship], **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["guardianship"]
        choice.choices = [(str(right.pk), right.guardian.full_name) for right in rights]


class InvitationForm(Form):
    """Where the letter to the student goes."""

    email = forms.EmailField(label=gettext_lazy("The student’s own e-mail address"), max_length=254)


@page(Permission.GUARDIAN_INVITE)
def create(request: Any, student_id: UUID) -> HttpResponse:
    """Write down that a guardian agreed to a child's own sign-in, and how that is known."""
    student = get_object_or_404(Student, pk=student_id, merged_into=None)
    rights = Guardianship.objects.filter(student=student, may_consent=True, guardian__is_active=True)
    form = ConsentForm(
        typed(request), rights=list(rights.select_related("guardian").order_by("id")), idempotent=True
    )
    names = {"name": student.called}

    def do(data: dict[str, Any]) -> str | None:
        record_student_login_consent(
            guardianship_id=UUID(data["guardianship"]),
            method=data["method"],
            evidence=data["evidence"],
            by=request.actor,
            at=request.received_at,
        )
        if student.account_id is not None:
            return None  # agreed anew: the sign-in that the child has goes on
        return address_of("studio:people:students:invite", student_id=student.pk)

    words = Words(
        _("May %(name)s sign in?") % names,
        _("Write it down"),
        _("Written down. %(name)s signs in as before.") % names
        if student.account_id
        else _("Written down. Now the letter can go."),
        note=_(
            "A child signs in only if a guardian agreed, and we know that it was the guardian. A tick in a box is not"
            " enough; the guardian can take it back at any time. On the family site a guardian can agree by card."
        ),
    )
    return save(request, form, do, words=words, place=place_in(family_of(student), _("Sign-in")))


@page(Permission.GUARDIAN_INVITE)
def invite(request: Any, student_id: UUID) -> HttpResponse:
    """Ask the student to sign in; without an agreement, it is asked for first."""
    student = get_object_or_404(Student, pk=student_id, merged_into=None)
    if not student.is_adult and live_consent(student_id=student.pk) is None:
        return redirect_to(request, address_of("studio:people:students:login_consent", student_id=student.pk))

    def do(data: dict[str, Any]) -> None:
        invite_student(student_id=student.pk, email=data["email"], by=request.actor, at=request.received_at)

    words = Words(
        _("Invite %(name)s") % {"name": student.called},
        _("Send the invitation"),
        _("The invitation is on its way."),
        note=_("A letter with a link goes to the address, which is not kept. It works for 14 days and once."),
    )
    return save(
        request,
        InvitationForm(typed(request)),
        do,
        words=words,
        place=place_in(family_of(student), words.title),
    )
