"""A school that closes is read only: what may still be done in it is taking along, asking and opening it again."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from museminder.foundation.tenancy.context import Entry
from museminder.web.rendering import redirect_to

CLOSING = "closing"  # stands among the roles of whoever enters; it allows nothing
# The database has the same list, and lets every other page read only: domain/privacy/migrations/0023_closing.sql.
STAYS_OPEN = re.compile(r"(studio:leaving:|studio:privacy:|member:privacy:|member:consents:)")


def refused_while_closing(request: Any, entry: Entry, *, back: str) -> HttpResponse | None:
    """Where somebody goes who wanted to change something in a school that closes; None if they may go on."""
    if CLOSING not in entry.roles or request.method != "POST":
        return None
    if STAYS_OPEN.match(request.resolver_match.view_name):
        return None
    messages.error(
        request, _("This school closes: nothing in it is changed any more. Everything can be taken along.")
    )
    return redirect_to(request, back)
