"""A student who is erased is erased from the files they came in with, too."""

from __future__ import annotations

from museminder.domain.people.models import Student
from museminder.domain.privacy.events import StudentErased
from museminder.domain.switching.models import ImportBatch, ImportedRecord, ImportFile, ImportRow
from museminder.primitives.happenings import announce
from tests.domain.switching.actions.importing import AT, brought, students
from tests.schools import School

ADA = students("Ada,Fox,02/13/2015,f1,,Bea,Fox,,")


def test_files_rows_and_report_go_and_the_import_is_not_taken_back(studio: School) -> None:
    brought(studio, ADA)
    ada = Student.objects.get()
    before = ImportFile.objects.exclude(content=None).count(), ImportRow.objects.count()
    announce(StudentErased(frozenset({ada.pk}), by=studio.owner.actor, at=AT))
    batch = ImportBatch.objects.get()

    assert before == (1, 1)
    assert (ImportFile.objects.exclude(content=None).count(), ImportRow.objects.count()) == (0, 0)
    assert (batch.report, batch.questions, batch.undo_until) == (None, None, AT)
    assert ImportedRecord.objects.exclude(before=None).count() == 0
