"""Opening a studio: the first page of whoever belongs to none yet."""

from __future__ import annotations

import zoneinfo
from typing import Any

from babel import Locale
from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _

from museminder.foundation.identity.actions.studios import open_studio
from museminder.foundation.identity.door import second_step
from museminder.foundation.identity.rules import Refused
from museminder.primitives import clock
from museminder.primitives.actor import Actor
from museminder.primitives.money import currency_of
from museminder.web.forms import Form
from museminder.web.pages import open_page
from museminder.web.rendering import show


class OpeningForm(Form):
    """What a studio is called and where it is."""

    name = forms.CharField(label=_("Name of the studio"), max_length=120)
    slug = forms.CharField(
        label=_("Word in its address"),
        max_length=60,
        help_text=_("Small letters, digits and hyphens, such as maple-street-music. It stays as it is."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    region = forms.ChoiceField(
        label=_("Country"), initial="US", help_text=_("Amounts are in its currency, dates in its order.")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), initial="America/New_York")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("region", _countries()), ("time_zone", _time_zones())):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices


@open_page("a signed-in person opens a studio of their own; it shows nothing of any other")
def create(request: Any) -> HttpResponse:
    """Open a studio; whoever does is its owner."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    waiting = second_step(request)
    if waiting is not None:
        return waiting
    given = {"name": request.GET.get("name", "")[:120]}  # as the letter that answers a sign-up says it
    form = OpeningForm(request.POST if request.method == "POST" else None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            _open(request, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("slug", str(refusal))
        else:
            return HttpResponseRedirect(f"/{form.cleaned_data['slug']}/")
    return show(request, "studio/opening.html", {"form": form}, status=422 if form.errors else 200)


def _open(request: Any, *, region: str, **facts: str) -> None:
    open_studio(
        secret=request.session.session_key,
        by=Actor(account_id=request.user.pk, name=str(request.user)),
        at=clock.now(),
        region=region,
        currency=currency_of(region),
        locale=get_language() or "en",
        email=request.user.email,
        **facts,
    )


def _countries() -> list[tuple[str, str]]:
    names = Locale.parse(to_locale(get_language() or "en")).territories
    countries = [(code, name) for code, name in names.items() if code.isalpha() and currency_of(code)]
    return sorted(countries, key=lambda country: country[1])


def _time_zones() -> list[tuple[str, str]]:
    zones = sorted(
        zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc/")
    )
    return [(zone, zone.replace("_", " ")) for zone in zones]
