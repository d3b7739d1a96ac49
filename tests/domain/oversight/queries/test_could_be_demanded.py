"""What could be handed over is what the data map declares, sealed where it is sealed."""

from __future__ import annotations

from museminder.domain.oversight.models.legal_demand import RECORDS
from museminder.domain.oversight.queries.could_be_demanded import demandable
from museminder.primitives.holdings import DataClass


def test_every_kind_has_its_fields_with_their_class() -> None:
    found = dict(zip(RECORDS, demandable(), strict=True))

    assert dict(found["student"].fields)["birth_date"] == DataClass.CHILD_HIGH
    assert {name: each.sealed for name, each in found.items() if each.sealed} == {
        "student": ("birth_date", "care_notes"),
        "guardians": ("address",),
    }
    assert all(each.purpose for each in found.values())
