"""Files go when they are not needed any more, and not before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from museminder.domain.people.models import Student
from museminder.domain.switching.actions.forgetting import forget_imports
from museminder.domain.switching.actions.reading import uploads_of
from museminder.domain.switching.actions.uploads import set_reading
from museminder.domain.switching.formats.tables import UnreadableFile
from museminder.domain.switching.models import ImportBatch, ImportedRecord, ImportFile, ImportRow
from museminder.foundation.identity.rules import Refused
from tests.domain.switching.actions.importing import AT, brought, commit, looked_over, students
from tests.schools import School

ADA = students("Ada,Fox,02/13/2015,f1,,Bea,Fox,,")
DAY = timedelta(days=1)


def forget(studio: School, after: timedelta) -> tuple[int, int, int]:
    """How many imports were forgotten, and how many files and rows are left."""
    forgotten = forget_imports(by=studio.owner.actor, at=AT + after)
    return forgotten, ImportFile.objects.exclude(content=None).count(), ImportRow.objects.count()


def test_files_go_when_the_import_stays_and_the_report_a_month_later(studio: School) -> None:
    brought(studio, ADA)
    assert forget(studio, DAY - timedelta(seconds=1)) == (0, 1, 1)
    assert forget(studio, DAY) == (1, 0, 0)
    batch = ImportBatch.objects.get()
    assert (batch.questions, batch.report is None, ImportedRecord.objects.count() > 0) == (None, False, True)
    assert forget(studio, 30 * DAY) == (0, 0, 0)
    assert ImportBatch.objects.get().report is not None
    assert forget(studio, 31 * DAY) == (0, 0, 0)
    assert ImportBatch.objects.get().report is None


def test_the_next_import_still_updates(studio: School) -> None:
    brought(studio, ADA)
    forget(studio, DAY)
    brought(studio, (ADA[0], ADA[1].replace("Ada,Fox", "Ada,Reyes")))
    assert Student.objects.get().last_name == "Reyes"


def test_files_nobody_wrote_go_after_a_month_and_a_running_import_is_left_alone(studio: School) -> None:
    batch = looked_over(studio, [(ADA[0], ADA[1].encode())])
    assert forget(studio, 30 * DAY - timedelta(seconds=1)) == (0, 1, 1)
    ImportBatch.objects.update(state="committing")
    assert forget(studio, 40 * DAY) == (0, 1, 1)
    ImportBatch.objects.update(state="checked")
    assert forget(studio, 30 * DAY) == (1, 0, 0)
    by = studio.owner.actor
    with pytest.raises(Refused, match="written already"):
        set_reading(batch_id=batch.pk, date_order="mdy", kinds={}, mappings={}, by=by, at=AT)
    with pytest.raises(Refused, match="are removed"):
        commit(studio, batch)
    with pytest.raises(UnreadableFile, match="are removed"):
        uploads_of(ImportBatch.objects.get(), by=by, at=AT)
