"""A page of the operator site, with what its layout needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from museminder.foundation.identity.rules import Refused
from museminder.sites.operator.navigation import navigation
from museminder.web import rendering
from museminder.web.pages import Visitor


def show(
    request: Any, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Answer with a page, its navigation and who is looking."""
    known = {
        "navigation": navigation(request),
        "member": Visitor(request.actor.name, [_("Operator")]),
        "account_url": "/accounts/sessions/",
        "is_trained": request.is_trained,
    }
    return rendering.show(request, template, known | (context or {}), status=status)


def record_by_form(
    request: Any,
    form: Any,
    act: Callable[[], Any],
    *,
    title: str,
    note: str,
    back: tuple[str, str],
    done: str,
    button: tuple[str, str] | None = None,
) -> HttpResponse:
    """Show a form of a register, or write down what it says and go back to the register.

    ``back`` is (label, address), ``button`` (label, kind) where it is not the usual one. A refusal comes back above
    the form, nothing typed lost.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            form.add_error(getattr(form, "refused_beside", None), str(refusal))
        else:
            messages.success(request, done)
            return rendering.redirect_to(request, back[1])
    word, kind = button or (_("Save"), "main")
    context = {"form": form, "title": title, "note": note, "back": back, "button": word, "button_kind": kind}
    return show(request, "operator/form.html", context, status=422 if form.errors else 200)
