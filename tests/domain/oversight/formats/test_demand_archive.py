"""The archive names its paper, holds what was read and no more, and escapes what people wrote."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

from museminder.domain.oversight.formats.demand_archive import demand_archive
from museminder.domain.oversight.models import LegalDemand
from museminder.domain.oversight.queries.demanded import Answer
from tests.schools import NOON


def test_page_and_data_say_the_same() -> None:
    demand = LegalDemand(kind="warrant", issuer="County <Court>", reference="22 C", document_sha256="ab" * 32)
    row = {"id": 7, "first_name": "<b>Theo</b>", "birth_date": date(2015, 5, 1), "address": {"city": "Ames"}}
    answer = Answer({"student": [row], "bills": []})
    made = demand_archive(demand, answer, made_at=NOON)
    archive = zipfile.ZipFile(io.BytesIO(made))
    page, data = archive.read("index.html").decode(), json.loads(archive.read("data.json"))

    assert (answer.row_count, archive.namelist()) == (1, ["index.html", "data.json"])
    assert data["records"]["student"] == [row | {"birth_date": "2015-05-01"}]
    assert (data["answers"]["reference"], data["made_at"]) == ("22 C", "2026-05-20T16:00:00+00:00")
    assert "&lt;b&gt;Theo" in page
    assert "<b>" not in page
    assert "County &lt;Court&gt;" in page
    assert made == demand_archive(demand, answer, made_at=NOON)
