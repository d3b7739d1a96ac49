"""Adding and changing the small things a schedule needs: one form, one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse

from museminder.domain.courses.rules.refusals import Refused
from museminder.sites.studio.calendar.refusing import refuse
from museminder.web.rendering import redirect_to, show


def edit_by_form(
    request: Any,
    form: Any,
    act: Callable[[], Any],
    *,
    title: str,
    back: tuple[str, str],
    done: str,
    to: Callable[[Any], str] | None = None,
    note: str = "",
    button: str = "",
) -> HttpResponse:
    """Show the form, or do what it says and go back; a refusal comes back beside its field, nothing typed lost.

    ``back`` is (label, address) of the list it belongs to; ``to`` works out where to go from what ``act`` returned.
    """
    clashes: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = act()
        except Refused as refusal:
            clashes = refuse(form, refusal)
        else:
            messages.success(request, done)
            return redirect_to(request, to(made) if to else back[1])
    context = {"form": form, "title": title, "back": back, "note": note, "button": button, "clashes": clashes}
    return show(request, "studio/courses/form.html", context, status=422 if form.errors else 200)
