"""One form, one action, one page: how every page here that saves something works."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse

from museminder.foundation.identity.rules import Refused
from museminder.web.rendering import redirect_to, show

FORM_PAGE = "studio/people/form.html"


@dataclass(frozen=True, slots=True)
class Words:
    """What a page with a form says: title, the button, what is said afterwards, and a note under the title."""

    title: str
    button: str
    done: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page with a form lies: the way to it, and the address it leads back to."""

    crumbs: list[tuple[str, str]]
    back: str
    reasons: Mapping[str, str] = field(default_factory=dict)


def save(
    request: Any,
    form: Any,
    do: Callable[[dict[str, Any]], object],
    *,
    words: Words,
    place: Place,
    template: str = FORM_PAGE,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the form, or do what it says and go back; a refusal stands at the top of the form, with all that was typed.

    What ``do`` returns may be an address to go to instead of back.
    """
    if request.method == "POST" and form.is_valid():
        data = {
            name: value
            for name, value in form.cleaned_data.items()
            if name not in ("version", "idempotency_key")
        }
        try:
            became = do(data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words.done)
            return redirect_to(request, became if isinstance(became, str) else place.back)
    shown = {"form": form, "words": words, "place": place, **(context or {})}
    return show(request, template, shown, status=422 if form.errors else 200)


def typed(request: Any) -> Any:
    """What was sent, for a form; None where nothing was, so that a page first opened shows no errors."""
    return request.POST if request.method == "POST" else None
