"""An export is asked for, made, fetched for three days, and gone."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest

from museminder.domain.leaving.actions import exports
from museminder.domain.leaving.actions.exports import (
    ask_for_export,
    begin_by_hand,
    fail_export,
    fetch_export,
    forget_export,
    make_export,
    remove_export,
)
from museminder.domain.leaving.models import Export, ExportPart
from museminder.domain.people.models import Family
from museminder.foundation.audit.models import Change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import site
from tests.domain.leaving.exporting import actor_of, inside
from tests.schools import NOON, School

DAYS = timedelta(days=3)


def made(school: School) -> Export:
    """An export that was asked for and made, as a job would make it."""
    with inside(school)():
        export = ask_for_export(by=actor_of(school), at=NOON)
    with site("studio"):
        make_export(
            export_id=export.pk,
            by=actor_of(school),
            at=NOON,
            transaction_of=inside(school),
            clock=lambda: NOON,
        )
    with inside(school)():
        return Export.objects.get(pk=export.pk)


def test_whole_way_from_asking_to_gone(live_school: School, monkeypatch) -> None:
    monkeypatch.setattr(exports, "A_PART", 4_000)
    with inside(live_school)():
        Family.objects.create(name="Quill")
    export = made(live_school)
    with inside(live_school)():
        data = fetch_export(export=export, by=actor_of(live_school), at=NOON + DAYS - timedelta(seconds=1))
        parts, plain = list(ExportPart.objects.all()), b"Quill"
        assert (export.size, len(data), export.rows_done, export.row_count) == (len(data), export.size, 1, 1)
        assert (len(parts) > 1, [part for part in parts if plain in part.content.data]) == (True, [])
        with pytest.raises(Refused, match="no longer there"):
            fetch_export(export=export, by=actor_of(live_school), at=NOON + DAYS)
        forget_export(export_id=export.pk, at=NOON + DAYS - timedelta(seconds=1))
        assert ExportPart.objects.count() == len(parts)
        forget_export(export_id=export.pk, at=NOON + DAYS)
        assert (ExportPart.objects.count(), Export.objects.get().state) == (0, "gone")
        asked_made_fetched = Change.objects.filter(what__startswith="leaving.").order_by("id")
        assert [each.what for each in asked_made_fetched] == [
            "leaving.export.asked",
            "leaving.export.made",
            "leaving.export.fetched",
        ]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert (archive.testzip(), b'"name":"Quill"' in archive.read("tables/people.family.jsonl")) == (
            None,
            True,
        )


def test_asked_for_twice_it_is_the_same_one(studio: School) -> None:
    first = ask_for_export(by=studio.owner.actor, at=NOON)
    again = ask_for_export(by=studio.owner.actor, at=NOON + timedelta(hours=1))
    anew = ask_for_export(by=studio.owner.actor, at=NOON + timedelta(days=1))

    assert (again.pk == first.pk, anew.pk == first.pk) == (True, False)
    assert Export.objects.get(pk=first.pk).state == "failed"
    assert Change.objects.filter(what="leaving.export.asked").count() == 2


@pytest.mark.parametrize("role", ["manager", "office", "instructor"])
def test_nobody_but_an_owner_asks(school: School, role: str) -> None:
    person = school.add_person("Somebody", role)
    with school.inside(school.owner):
        Export.objects.create(asked_by_name="H", asked_at=NOON, state="ready")
    with school.inside(person):
        with pytest.raises(Refused, match="Only an owner"):
            ask_for_export(by=person.actor, at=NOON)
        with pytest.raises(Refused, match="Only an owner"):
            begin_by_hand(by=person.actor, at=NOON)
        assert (Export.objects.count(), Change.objects.count()) == (0, 0)  # nor sees one


def test_taking_it_by_hand_is_written_down(studio: School) -> None:
    begin_by_hand(by=studio.owner.actor, at=NOON)

    assert [(each.what, each.by_name) for each in Change.objects.all()] == [
        ("leaving.export.taken", "Honora Castellanos-Whitcombe")
    ]


def test_made_again_after_a_stop_it_is_whole_and_once(live_school: School) -> None:
    with inside(live_school)():
        export = ask_for_export(by=actor_of(live_school), at=NOON)
        ExportPart.objects.create(export=export, position=0, content="bGVmdCBvdmVy")
    again = made(live_school)
    with inside(live_school)():
        assert again.pk == export.pk
        data = fetch_export(export=again, by=actor_of(live_school), at=NOON)
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    with site("studio"):  # one that is ready is left as it is
        make_export(
            export_id=export.pk,
            by=actor_of(live_school),
            at=NOON,
            transaction_of=inside(live_school),
            clock=lambda: NOON + DAYS,
        )
    with inside(live_school)():
        assert Export.objects.get().expires_at == NOON + DAYS


def test_too_large_a_file_is_refused_in_words(live_school: School, monkeypatch) -> None:
    monkeypatch.setattr(exports, "MOST_BYTES", 100)

    with pytest.raises(Refused, match="bin/museminder switching export"):
        made(live_school)


def test_nothing_is_kept_of_one_that_failed_or_was_thrown_away(studio: School) -> None:
    failed = ask_for_export(by=studio.owner.actor, at=NOON)
    ExportPart.objects.create(export=failed, position=0, content="bGVmdA==")
    fail_export(export_id=failed.pk, problem="It stopped.")
    ready = Export.objects.create(asked_by_name="H", asked_at=NOON, state="ready", expires_at=NOON + DAYS)
    ExportPart.objects.create(export=ready, position=0, content="bGVmdA==")
    remove_export(export=ready, by=studio.owner.actor, at=NOON)

    assert ExportPart.objects.count() == 0
    assert sorted(Export.objects.values_list("state", "problem")) == [("failed", "It stopped."), ("gone", "")]
    with pytest.raises(Refused, match="no file"):
        remove_export(export=Export.objects.get(pk=failed.pk), by=studio.owner.actor, at=NOON)
