"""A second import corrects what is here by what its files say, and erases nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from museminder.domain.switching.actions.remembering import FOUND, UPDATED, Writing
from museminder.foundation.vault.fields import SealedField
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal


def update_record(
    writing: Writing,
    place: tuple[str, str],
    here: models.Model,
    news: dict[str, Any],
    *,
    unit: str = "",
    external_id: str = "",
) -> None:
    """Write what a file says differently into a record, and remember what stood there; ``place`` is kind and key.

    A record that somebody of the studio changed since it was imported stays as it is and is listed.
    """
    kind, key = place
    old = differences(writing, here, news)
    before: dict[str, Any] = {}
    stays = writing.why_it_stays(here) if old else ""
    if stays:
        fields = ", ".join(str(getattr(here._meta.get_field(name), "verbose_name", name)) for name in old)
        writing.remarks.append(f"{here}: {stays}, so it stays as it is ({fields}).")
    elif old:
        before = old
        for name in old:
            setattr(here, name, news[name])
        here.version += 1  # type: ignore[attr-defined]
        here.save()
    writing.remember(
        kind,
        key,
        here,
        UPDATED if before else FOUND,
        unit=unit,
        before=before or None,
        external_id=external_id,
    )


def differences(writing: Writing, here: models.Model, news: dict[str, Any]) -> dict[str, Any]:
    """What a record says now where a file says something else, as it can be kept sealed."""
    sealed = [name for name in news if isinstance(here._meta.get_field(name), SealedField)]
    opened: dict[str, Any] = {}
    if here.pk in writing.opened:
        opened = writing.opened[here.pk]
    elif sealed:
        opened = reveal([here], sealed, purpose=Purpose.IMPORT_CHECK, by=writing.by, at=writing.at)[here.pk]
    old: dict[str, Any] = {}
    for name, value in news.items():
        stands = opened[name] if name in opened else getattr(here, name)
        if stands != value:
            old[name] = stands.isoformat() if isinstance(stands, date) else stands
    return old


def put_back(here: models.Model, before: dict[str, Any]) -> None:
    """Write what stood there before into a record, and save it."""
    for name, old in before.items():
        one = here._meta.get_field(name)
        is_day = isinstance(one, models.DateField) or getattr(one, "kind", "") == "date"
        setattr(here, name, date.fromisoformat(old) if is_day and old else old)
    here.save()
