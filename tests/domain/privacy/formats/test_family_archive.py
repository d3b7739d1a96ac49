"""The archive: a page and JSON with the same values, and nothing in it that a browser would run."""

from __future__ import annotations

import io
import json
import zipfile
from uuid import UUID

from museminder.domain.people.models import Student
from museminder.domain.privacy.formats.family_archive import family_archive
from museminder.domain.privacy.queries.copied import Copied
from tests.schools import NOON

ADA = UUID(int=7)


def test_page_json_and_photograph_say_the_same() -> None:
    student = Student(id=ADA, studio_id=1, first_name="Ada", last_name="<script>")
    rows = {
        "people.Student": {ADA: [{"first_name": "Ada", "care_notes": "Bees & <b>"}]},
        "people.StudentPhotograph": {ADA: [{"picture": b"a picture", "width": 3}]},
    }
    copied = Copied([{"first_name": "Maria", "address": {"city": "Springfield"}}], [student], rows)
    made = family_archive(copied, studio="Clerestory", made_at=NOON, language="en")
    archive = zipfile.ZipFile(io.BytesIO(made))
    page, data = archive.read("index.html").decode(), json.loads(archive.read("data.json"))

    assert archive.read(f"photographs/{ADA}.jpg") == b"a picture"
    assert data["students"][0]["held"]["people.Student"] == [
        {"care_notes": "Bees & <b>", "first_name": "Ada"}
    ]
    assert data["students"][0]["held"]["people.StudentPhotograph"][0]["picture"] == f"photographs/{ADA}.jpg"
    assert ("Bees &amp; &lt;b&gt;" in page, "<script>" in page, "Springfield" in page) == (True, False, True)
    assert made == family_archive(copied, studio="Clerestory", made_at=NOON, language="en")
