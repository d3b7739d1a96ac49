"""Every kind of paper and of record has words for a family."""

from __future__ import annotations

from museminder.domain.oversight.models import LegalDemand
from museminder.domain.oversight.models.legal_demand import RECORDS
from museminder.domain.oversight.rules.demand_words import kind_words, records_words


def test_everything_is_said_in_words() -> None:
    assert [kind_words(each) for each in LegalDemand.Kind.values] == [
        "Court order",
        "Subpoena",
        "Search warrant",
    ]
    assert records_words(RECORDS)[:2] == [
        "name, birth date and care notes of the student",
        "names, telephones and addresses of guardians",
    ]
