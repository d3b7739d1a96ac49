"""Why something is kept is said as its area declares it, in Spanish too."""

from __future__ import annotations

from django.utils import translation

from museminder.domain.privacy.rules.held import tables_about_students
from museminder.sites.member.privacy.reasons import DECLARED, why_words


def test_every_reason_of_every_area_is_here() -> None:
    assert {table.holding.purpose for table in tables_about_students()} == set(DECLARED)


def test_reasons_are_said_in_spanish() -> None:
    with translation.override("es"):
        assert [said for said in DECLARED if why_words(said) == said] == []
