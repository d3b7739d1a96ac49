"""Two studios with a row in every table, made from the models alone."""

from __future__ import annotations

import itertools
import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import QuerySet

from museminder.domain.people.models import Family
from museminder.foundation.identity.models import Account, Membership
from museminder.foundation.identity.sessions import SECOND_FACTOR, SessionStore
from museminder.foundation.tenancy.fields import studio_field
from museminder.foundation.tenancy.models import Studio
from museminder.foundation.vault.fields import SealedField
from museminder.primitives.ids import uuid7
from museminder.promise.probe.hints import HINTS, TOGETHER

NOW = datetime(2026, 5, 20, 16, 0, tzinfo=UTC)
FIRST, LATER = date(2026, 5, 1), date(2027, 5, 1)
SECOND_FAMILY = "people.Family, a second"  # for pages about two families
_ENDS = ("until", "ends", "expires", "due", "closed", "finished")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in on one site; ``secret`` is what the browser's cookie holds."""

    site: str
    account_id: UUID
    membership_id: UUID
    secret: str
    ended_secret: str  # of a session that was ended


@dataclass(slots=True)
class Filled:
    """A studio with its people and one row of every model, by the model's label."""

    studio_id: int
    slug: str
    owner: Person
    guardian: Person
    rows: dict[str, models.Model] = field(default_factory=dict)
    unfilled: dict[str, str] = field(default_factory=dict)


def fill_studio(slug: str) -> Filled:
    """Open a studio with an owner and a guardian, and put a row into each of its tables."""
    studio = Studio(slug=slug, name=f"School {slug}", opened_at=NOW)
    studio.save(using="owner")
    owner = add_person(studio.pk, slug, "studio", "owner")
    guardian = add_person(studio.pk, slug, "member", "guardian")
    filled = Filled(studio.pk, slug, owner, guardian)
    filled.rows["identity.Membership"] = Membership.objects.using("owner").get(
        studio_id=studio.pk, pk=guardian.membership_id
    )
    waiting = [model for model in apps.get_models() if studio_field(model) and model is not Membership]
    _fill(filled, _in_order(waiting))
    # A hint may name a row that comes later, with no foreign key to say so.
    _fill(filled, [model for model in waiting if model._meta.label in filled.unfilled])
    filled.rows[SECOND_FAMILY] = _make(Family, filled)
    return filled


def _fill(studio: Filled, models_in_order: list[type[models.Model]]) -> None:
    for model in models_in_order:
        label = model._meta.label
        try:
            studio.rows[label] = _make(model, studio)
            studio.unfilled.pop(label, None)
        except Exception as error:  # whatever it was, the probe reports it and fails
            studio.unfilled[label] = str(error).strip().splitlines()[0]


def add_person(studio_id: int, slug: str, site: str, role: str) -> Person:
    """Give somebody an account, a membership with one role, and two browsers: one signed in, one signed out."""
    account = Account(email=f"{role}@{slug}.example.com", display_name=f"{role} of {slug}", created_at=NOW)
    account.set_unusable_password()
    account.save(using="owner")
    member = Membership(
        studio_id=studio_id,
        account_id=account.pk,
        display_name=account.display_name,
        roles=[role],
        started_at=NOW,
    )
    member.save(using="owner", force_insert=True)
    live, ended = _session(account, site), _session(account, site)
    ended_row = ended.row
    if ended_row is not None:
        ended_row.revoked_at = NOW
        ended_row.save(using="default", update_fields=["revoked_at"])
    return Person(site, account.pk, member.pk, str(live.session_key), str(ended.session_key))


def _session(account: Account, site: str) -> SessionStore:
    store = SessionStore(site=site, browser="probe")
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store[SECOND_FACTOR] = True
    store.save()
    return store


def _in_order(waiting: list[type[models.Model]]) -> list[type[models.Model]]:
    """Models after those they refer to; a circle is broken by the order of the registry."""
    placed: list[type[models.Model]] = []
    while waiting:
        ready = [model for model in waiting if not (_targets(model) & set(waiting)) - {model}] or waiting[:1]
        placed += ready
        waiting = [model for model in waiting if model not in ready]
    return placed


def _targets(model: type[models.Model]) -> set[Any]:
    return {each.related_model for each in model._meta.local_fields if each.is_relation}


def _make(model: type[models.Model], studio: Filled) -> models.Model:
    hints = HINTS.get(model._meta.label, {})
    known = {name: hint(studio) if callable(hint) else hint for name, hint in hints.items()}
    values: dict[str, Any] = {"studio_id": studio.studio_id, **known}
    for each in model._meta.local_fields:
        if each.name in ("id", "studio") or {each.name, each.attname} & known.keys():
            continue
        value = _value(each, studio)
        if value is not _LEFT_OUT:
            values[each.attname] = value
    row = model(**values)
    together = [row]
    if model._meta.db_table in TOGETHER:
        together.append(model(**values | TOGETHER[model._meta.db_table]))
    rows: QuerySet[Any] = QuerySet(model, using="owner")
    rows.bulk_create(together)
    return row


_LEFT_OUT = object()
_count = itertools.count(1)


def _value(each: Any, studio: Filled) -> Any:
    if each.is_relation:
        return _reference(each, studio)
    if each.has_default():
        return _LEFT_OUT
    if isinstance(each, SealedField):
        text = f"{studio.slug} {each.name}"
        return {"date": FIRST, "json": {"line": f"{studio.slug} lane"}, "bytes": text.encode()}.get(
            each.kind, text
        )
    if each.null:
        return None
    if each.choices:
        return each.choices[0][0]
    return _plain(each, studio)


def _reference(each: Any, studio: Filled) -> Any:
    if each.related_model is Account:
        return studio.guardian.account_id
    target = studio.rows.get(each.related_model._meta.label)
    if target is None and not each.null:
        raise LookupError(f"{each.name} needs a row of {each.related_model._meta.label}")
    return target.pk if target else None


def _plain(each: Any, studio: Filled) -> Any:
    later = any(part in each.name for part in _ENDS)
    if isinstance(each, models.DateTimeField):
        return NOW + timedelta(hours=1) if later else NOW
    if isinstance(each, models.UUIDField):
        return studio.rows["people.Family"].pk if each.name == "family_ref" else uuid7()
    if isinstance(each, models.CharField | models.TextField):
        return _text(each, studio.slug)
    if isinstance(each, models.IntegerField):
        return 7
    return next((value for kind, value in _FIXED if isinstance(each, kind)), LATER if later else FIRST)


_FIXED: tuple[tuple[Any, Any], ...] = (
    (models.TimeField, time(16, 0)),
    (ArrayField, []),
    (models.JSONField, []),
    (models.BinaryField, b"sixteen bytes ok"),
)


def _text(each: Any, slug: str) -> str:
    if isinstance(each, models.EmailField):
        return f"{each.name}{next(_count)}@{slug}.example.com"
    if isinstance(each, models.URLField):
        return f"https://{slug}.example.com/"
    text = secrets.token_hex(32) if each.name.endswith("hash") else f"{slug} {each.name} {next(_count)}"
    return text[-each.max_length :] if each.max_length else text
