"""Where what is known about a person came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models


class Source(models.TextChoices):
    """Who said it. A list of people bought elsewhere is not among them, and the database takes no other word."""

    GUARDIAN = "guardian", "A guardian, on the families' site"
    STUDENT = "student", "The student, on the families' site"
    STUDIO = "studio", "The studio wrote down what it was told"
    IMPORT = "import", "A file that the studio gave"
    ACCEPTED = "accepted", "A correction that was suggested and accepted"


# Nothing that was suggested reaches a child's record, and nobody accepts anything in a child's name.
SOURCES_OF_A_CHILD = (Source.GUARDIAN, Source.STUDENT, Source.STUDIO, Source.IMPORT)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one fact came from: who said it, when it was written, by which account, and out of which files."""

    source: Source
    at: datetime
    account_id: UUID | None
    file: str


class OriginsKept(models.Model):
    """A record that knows where each of its facts came from.

    The database itself writes ``origins``, whoever changes a fact and by whatever statement; what a statement says
    about them is not heard. It is a list of stamps, each with the fields it is about, so that a record which came in
    one go has one. A fact that was written before this was kept has none.
    """

    origins = models.JSONField(default=list, editable=False)

    class Meta:
        abstract = True

    def origin_of(self, name: str) -> Origin | None:
        """Where a field's value came from; None for an empty one, and for one written before this was kept."""
        return read_origins(self.origins).get(name)


def read_origins(stamps: list[dict[str, Any]]) -> Mapping[str, Origin]:
    """Where each field's value came from, by the field's name, out of a record's stamps."""
    return {name: _origin(stamp) for stamp in stamps for name in stamp["fields"]}


def _origin(stamp: dict[str, Any]) -> Origin:
    by = stamp.get("by")
    return Origin(
        Source(stamp["source"]),
        datetime.fromisoformat(stamp["at"]),
        UUID(by) if by else None,
        stamp.get("file", ""),
    )
