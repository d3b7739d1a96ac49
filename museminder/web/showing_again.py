"""Asking for the second factor again before a step that a stolen cookie must not take."""

from __future__ import annotations

from typing import Any, Literal

from django.conf import settings
from django.http import HttpResponse

from museminder.foundation.identity.door import shown_step
from museminder.web.rendering import redirect_to


def ask_again(request: Any, step: Literal["reveal", "grave"], *, then: str) -> HttpResponse | None:
    """Where somebody must show a second factor again before this step; None if they did a short while ago.

    ``then`` is the page they come back to. How short a while is, is ``IDENTITY_SHOWN_WITHIN``.
    """
    within = settings.IDENTITY_SHOWN_WITHIN[step]
    address = shown_step(request, then=then, within=within, at=request.received_at)
    return redirect_to(request, address) if address else None
