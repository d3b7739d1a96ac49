"""Where what is held came from, in a family's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from museminder.domain.people.models import Origin, OriginsKept, Source
from museminder.web import filters

_SAID = {
    Source.GUARDIAN: gettext_lazy("From a guardian, %(day)s"),
    Source.STUDENT: gettext_lazy("From the student, %(day)s"),
    Source.STUDIO: gettext_lazy("From your school, %(day)s"),
    Source.IMPORT: gettext_lazy("From your school, imported %(day)s"),
    Source.ACCEPTED: gettext_lazy("Suggested by postal rules and accepted, %(day)s"),
}


def origin_words(origin: Origin | None, reader_id: UUID | None) -> str:
    """Who said something, and on which day; ``reader_id`` is the account that reads it."""
    if origin is None:
        return _("Written before MuseMinder kept where things come from")
    if origin.account_id == reader_id and origin.source != Source.ACCEPTED:
        said = _("From you, %(day)s")
    else:
        said = str(_SAID[origin.source])
    return said % {"day": filters.date(origin.at, "medium")}


def origins_of(row: OriginsKept, names: Iterable[str], reader_id: UUID | None) -> dict[str, str]:
    """Where each of some fields of a record came from, those without a value left out."""
    given: dict[str, Any] = {name: getattr(row, name) for name in names}
    return {
        name: origin_words(row.origin_of(name), reader_id)
        for name, value in given.items()
        if value is not None and value != ""
    }
