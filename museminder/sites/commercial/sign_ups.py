"""Signing a studio up: its name and where to write to, nothing else."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from museminder.foundation.published.letterbox import Kind
from museminder.sites.commercial.showing import show_public
from museminder.sites.commercial.writing import LetterForm, put
from museminder.web.pages import open_page


class SignUpForm(LetterForm):
    """What a studio is called, and its owner's address."""

    studio_name = forms.CharField(
        label=_("Name of the studio"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    field_order = ("studio_name", "email")


@open_page("asks for the name of a studio and its owner's e-mail address; it has no access to any studio")
def create(request: HttpRequest) -> HttpResponse:
    """Ask for a new studio; what comes next is in a letter, which is the same for every address."""
    form = SignUpForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            name = form.cleaned_data["studio_name"]
            status = put(request, form, Kind.SIGN_UP, studio_name=name)
            if not status:
                return HttpResponseRedirect("/sign-up/sent/")
        else:
            status = 422
    return show_public(request, "commercial/sign_up.html", {"form": form}, status)


@open_page("says that a letter is on its way; it has no access to any studio")
def show(request: HttpRequest) -> HttpResponse:
    """What happens next; the page is the same for everybody."""
    return show_public(request, "commercial/sign_up_sent.html")
