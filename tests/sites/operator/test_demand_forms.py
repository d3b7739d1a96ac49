"""Of a paper only its hash is kept, and ids are ids."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from museminder.primitives.ids import uuid7
from museminder.sites.operator.demand_forms import DemandForm

ID = uuid7()
TYPED = {
    "number": "1",
    "kind": "subpoena",
    "issuer": "Court",
    "reference": "1",
    "received_at": "2026-05-20 14:30",
    "student_ids": f"{ID}\n",
    "family_ids": "",
    "records": ["student"],
    "expires_on": "2026-06-01",
    "gag_until_on": "2026-07-01",
}


def test_a_paper_becomes_its_hash() -> None:
    form = DemandForm(TYPED, {"paper": SimpleUploadedFile("a.pdf", b"order")})
    assert form.is_valid(), form.errors
    facts = form.facts()

    assert facts["document_sha256"] == hashlib.sha256(b"order").hexdigest()
    assert (facts["student_ids"], facts["family_ids"]) == ([ID], [])
    assert facts["expires_at"] == datetime(2026, 6, 2, tzinfo=UTC)
    assert facts["gag_until"] == datetime(2026, 7, 1, tzinfo=UTC)
    assert "paper" not in facts


def test_names_are_no_ids() -> None:
    form = DemandForm(TYPED | {"student_ids": "Theodora"}, {"paper": SimpleUploadedFile("a.pdf", b"order")})

    assert list(form.errors) == ["student_ids"]
