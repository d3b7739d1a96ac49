"""Everything a family may read of what is held has its words, in Spanish too."""

from __future__ import annotations

from django.utils import translation

from museminder.domain.privacy.rules.held import tables_about_students
from museminder.sites.member.privacy.words import DECLARED, FIELDS, KEPT, why_words


def test_every_table_every_field_and_every_reason_has_its_words() -> None:
    tables = tables_about_students()
    reasons = {table.holding.purpose for table in tables}
    fields = {field.name for table in tables if table.is_for_families for field in table.personal_fields}
    assert {table.label for table in tables} - set(KEPT) == set()
    assert fields - set(FIELDS) == set()
    assert reasons == set(DECLARED)


def test_reasons_are_said_in_spanish() -> None:
    with translation.override("es"):
        assert [said for said in DECLARED if why_words(said) == said] == []
