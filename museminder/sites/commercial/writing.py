"""Taking a visitor's letter: what both forms of the public site have in common."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from museminder.foundation.identity.browsers import prefix_of
from museminder.foundation.published.connecting import PublicSilent
from museminder.foundation.published.letterbox import Kind, TooMany, put_letter, visitor_of
from museminder.primitives import clock
from museminder.web.forms import Form

EMAIL = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}


class LetterForm(Form):
    """Where an answer goes to: all that either form asks of a person."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs=EMAIL)
    )


def put(
    request: HttpRequest, form: LetterForm, kind: Kind, *, studio_name: str = "", message: str = ""
) -> int:
    """Put what was typed into the box; returns 0, or the status to answer with when it could not be taken.

    Why stands on the form then, above what was typed. Nothing tells whether the address is known to us.
    """
    now = clock.now()
    try:
        put_letter(
            kind=kind,
            email=form.cleaned_data["email"],
            studio_name=studio_name,
            message=message,
            language=get_language() or "en",
            visitor=visitor_of(prefix_of(request.META.get("REMOTE_ADDR", "")), on=now.date()),
        )
    except TooMany:
        form.add_error(
            None, _("Several letters came from your network within the hour. Please try again in an hour.")
        )
        return 429
    except PublicSilent:
        form.add_error(None, _("We could not take this just now. Nothing is lost: please send it once more."))
        return 503
    return 0
