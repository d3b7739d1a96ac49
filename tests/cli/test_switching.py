"""Moving in from the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from uuid import UUID

import pytest

from museminder.cli.switching import AREA
from museminder.cli.verbs import Refused
from museminder.domain.people.models import Student
from tests.schools import School

TEXT = (
    "student external id,first name,last name,birth date,family external id,guardian 1 first name\n"
    "s1,Ada,Quill,02/03/2015,f1,Bea\n"
)


def told(school: School, file: Path, **options: object) -> Namespace:
    asked = {"studio": school.slug, "email": school.owner.email, "files": [file], "region": ""}
    return Namespace(**{**asked, "commit": False, "date_order": "mdy", **options})


def test_dry_run_then_commit_then_undo(live_school: School, tmp_path: Path) -> None:
    file = tmp_path / "students.csv"
    file.write_text(TEXT)
    dry = AREA.verbs["import"].do(told(live_school, file))
    assert (dry.data["state"], dry.data["coming"]["students"]) == ("checked", 1)
    with live_school.inside(live_school.owner):
        assert Student.objects.count() == 0
    done = AREA.verbs["import"].do(told(live_school, file, commit=True))
    with live_school.inside(live_school.owner):
        assert (done.data["state"], Student.objects.count()) == ("committed", 1)
    undone = AREA.verbs["undo"].do(told(live_school, file, import_id=UUID(done.data["import"])))
    with live_school.inside(live_school.owner):
        assert (undone.data["state"], Student.objects.count()) == ("undone", 0)


def test_order_of_dates_is_asked_for_when_the_file_leaves_it_open(
    live_school: School, tmp_path: Path
) -> None:
    file = tmp_path / "students.csv"
    file.write_text(TEXT)
    with pytest.raises(Refused, match="date-order"):
        AREA.verbs["import"].do(told(live_school, file, date_order=None))
