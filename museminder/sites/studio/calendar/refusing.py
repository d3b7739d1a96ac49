"""What the domain refuses, said beside the field it is about."""

from __future__ import annotations

from typing import Any

from museminder.domain.courses.rules.refusals import NeedsReason, Refused, RoomTaken
from museminder.sites.studio.calendar.words import conflicts


def refuse(form: Any, refusal: Refused) -> list[dict[str, str]]:
    """Put a refusal into a form; returns the clashes behind it, in sentences, for the page to list."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return conflicts(refusal.clashes) if isinstance(refusal, RoomTaken | NeedsReason) else []
