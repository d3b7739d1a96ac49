"""Moving in from the command line."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from uuid import UUID

import pytest

from museminder.cli.switching import AREA
from museminder.cli.verbs import Refused
from museminder.domain.people.models import Student
from museminder.foundation.audit.models import Change
from tests.schools import School, open_school

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


def test_everything_is_taken_along_and_moves_in_elsewhere(live_school: School, tmp_path: Path) -> None:
    with live_school.inside(live_school.owner):
        Student.objects.create(first_name="Ada", last_name="Quill")
    there = open_school("there", "There")
    asked = {"studio": live_school.slug, "email": live_school.owner.email, "to": tmp_path / "all.zip"}
    taken = AREA.verbs["export"].do(Namespace(**asked))
    moving = {"studio": there.slug, "email": there.owner.email, "source": tmp_path / "all.zip"}
    moved = AREA.verbs["move-in"].do(Namespace(**moving, ids=tmp_path / "ids.json"))

    assert (taken.data, taken.data["rows"]["people.student"]) == (moved.data, 1)
    with there.inside(there.owner):
        ids = json.loads((tmp_path / "ids.json").read_text())
        assert [str(student.pk) for student in Student.objects.all()] == list(ids.values())
    with live_school.inside(live_school.owner):
        assert Change.objects.filter(what="leaving.export.taken").count() == 1
    with pytest.raises(Refused, match="not empty"):
        AREA.verbs["move-in"].do(Namespace(**moving, ids=None))
    with pytest.raises(Refused, match="there already"):
        AREA.verbs["export"].do(Namespace(**asked))


def test_nothing_is_written_for_whom_may_not(live_school: School, tmp_path: Path) -> None:
    office = live_school.add_person("Otto", "office")
    asked = {"studio": live_school.slug, "email": office.email, "to": tmp_path / "all"}
    for wrong, sentence in (({}, "Only an owner"), ({"studio": "elsewhere"}, "may not enter")):
        with pytest.raises(Refused, match=sentence):
            AREA.verbs["export"].do(Namespace(**asked | wrong))
    assert list(tmp_path.iterdir()) == []


def test_file_that_is_too_large_is_refused_before_it_is_opened(live_school: School, tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as made:
        made.truncate(200_000_000)
    with pytest.raises(Refused, match=r"large\.csv is larger than 20 MB"):
        AREA.verbs["import"].do(told(live_school, file))
