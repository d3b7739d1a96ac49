"""A child is erased, older copies of both databases are brought back: noticed, not served, and undone."""

from __future__ import annotations

import html
import os
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from django.conf import settings
from django.db import connections
from django.utils import timezone, translation

from museminder.domain.people.models import Student
from museminder.domain.privacy.models import Erasure
from museminder.domain.privacy.queries.brought_back import refuse_if_brought_back
from museminder.domain.privacy.queries.erasures import people_back_again
from museminder.foundation.embedded.secrets import vault_passwords
from museminder.foundation.tenancy.jobs import fan_out
from museminder.foundation.vault import destroying
from museminder.foundation.vault.connecting import close_vault_connections
from museminder.foundation.vault.destroying import NotReplayed
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives import clock
from museminder.primitives.ids import uuid7
from museminder.promise.checking import Found, World, check
from museminder.promise.probe.scratch import copy_database, drop_database, point_at
from museminder.promise.rehearsing import Rehearsal, rehearsal
from museminder.web import filters


@check(
    "erasing.after-restore",
    "Has a child of its own erased, brings older copies of both databases back, and looks who notices and undoes it.",
)
def after_restore(world: World) -> Found:
    """Ways in which an erased child can be read, is served again, or stays there after what was erased is replayed."""
    with rehearsal(world) as school, _own_list(), translation.override("en"):
        original = str(connections["owner"].settings_dict["NAME"])
        with _older_copies(world, original) as bring_back:
            done = dict(_erased(school))
            bring_back(vault=False)
            plants = [_is_back(school)]
            done |= {
                "what was sealed opens from older tables": not _opens(school),
                "older tables are served": _is_refused(lambda: refuse_if_brought_back("member")),
            }
            bring_back(vault=True)
            plants.append(_has_keys(school))
            done["an older vault is served"] = _is_refused(destroying.refuse_unless_replayed)
            done |= dict(_replayed(school))
    wrong = [said for said, is_kept in done.items() if not is_kept]
    return Found(
        len(done),
        wrong,
        plants == [True, True],
        f"1 child erased, 2 older copies brought back and noticed, {len(done)} ways to be there again tried,"
        f" {len(wrong)} open",
    )


def _erased(school: Rehearsal) -> Iterator[tuple[str, bool]]:
    """The guardian has the child erased on its page; what could be wrong with it, and whether it is as it should be."""
    asked = school.post(school.home, f"privacy/students/{school.child.pk}/erasures/create/", understood="on")
    school.work("privacy.weigh_erasure")
    yield "erasing was refused", asked.status_code == 302
    with school.inside(school.studio.owner) as entry, timezone.override(entry.time_zone):
        erasure = Erasure.objects.filter(student_id=school.child.pk).first()
        days = _days_of(erasure) if erasure else []
    yield "the child can still be read", not _is_back(school) and not _has_keys(school)
    case = f"privacy/erasures/{erasure.pk if erasure else uuid7()}/"
    page = html.unescape(school.get(school.home, case).content.decode())
    yield "the guardian is not told both days", len(days) == 2 and all(each in page for each in days)


def _days_of(erasure: Erasure) -> list[str]:
    """From when on nobody reads it here, and nobody in any backup, in the words of the guardian's page."""
    here, in_backups = erasure.done_at, erasure.unreadable_in_backups_on
    return [filters.datetime(here), filters.date(in_backups)] if here and in_backups else []


def _replayed(school: Rehearsal) -> Iterator[tuple[str, bool]]:
    """What was erased is erased again, as before the sites are opened after a restore."""
    destroying.replay_erasures()
    fan_out("privacy.replay_erasures")
    school.work("privacy.replay_erasures")
    yield "the child is there after what was erased is replayed", not _is_back(school)
    yield "its keys are there after what was erased is replayed", not _has_keys(school)
    yield "what was sealed opens after what was erased is replayed", not _opens(school)


def _is_back(school: Rehearsal) -> bool:
    child = (school.studio.studio_id, school.child.pk)
    return child in people_back_again([child])


def _has_keys(school: Rehearsal) -> bool:
    """Whether the vault in hand does not know, or has forgotten, that the child was erased."""
    return school.child.pk in {each.subject_id for each in destroying.unreplayed()}


def _opens(school: Rehearsal) -> bool:
    with school.inside(school.studio.owner):
        child = Student.objects.get(pk=school.child.pk)
        opened = reveal([child], ["care_notes"], purpose=Purpose.EMERGENCY, by=school.owner, at=clock.now())
    return opened[child.pk]["care_notes"] is not None


def _is_refused(serve: Callable[[], Any]) -> bool:
    try:
        serve()
    except NotReplayed:
        return True
    return False


@contextmanager
def _own_list() -> Iterator[None]:
    """The list of erasures outside the vault is one of this check's own, gone with it."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ):
        os.environ["MUSEMINDER_ERASURES"] = str(Path(folder) / "erasures.jsonl")
        yield


@contextmanager
def _older_copies(world: World, original: str) -> Iterator[Callable[..., None]]:
    """Copies of both databases as they are now, and a way to bring them back one after the other."""
    name, served = f"probe_{uuid.uuid4().hex[:12]}", settings.VAULT_SERVER
    older, older_vault = f"{name}_older", f"{name}_vault"
    close_vault_connections()

    def bring_back(*, vault: bool) -> None:
        point_at(older)
        close_vault_connections()
        settings.VAULT_SERVER = served | ({"dbname": older_vault} if vault else {})

    with ExitStack() as stack:
        for made in (older, older_vault):
            stack.callback(drop_database, world.superuser_dsn, made)
        stack.callback(_serve_again, original, served)
        roles = list(vault_passwords(settings.MUSEMINDER_HOME))
        copy_database(world.superuser_dsn, original, older)
        copy_database(world.superuser_dsn, str(served["dbname"]), older_vault, roles=roles)
        yield bring_back


def _serve_again(original: str, vault: dict[str, str]) -> None:
    close_vault_connections()
    settings.VAULT_SERVER = vault
    point_at(original)
