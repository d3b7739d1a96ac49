"""Pages about a person's own account, the same on every site; each says who may open it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponse]

OWN_ACCOUNT = "own account"
WHOEVER_HOLDS_THE_LINK = "whoever holds the link"


def own_account(view: View) -> View:
    """Only for somebody signed in, about themselves; it says nothing of any studio."""

    @functools.wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    enter.permission = OWN_ACCOUNT  # type: ignore[attr-defined]
    return never_cache(enter)


def by_link(view: View) -> View:
    """For whoever holds an unguessable link, signed in or not."""
    view.permission = WHOEVER_HOLDS_THE_LINK  # type: ignore[attr-defined]
    return never_cache(view)
