"""Every table and every field that a family may read has its words."""

from __future__ import annotations

from museminder.domain.privacy.rules.held import tables_about_students
from museminder.sites.member.privacy.words import FIELDS, KEPT


def test_every_table_and_every_field_has_its_words() -> None:
    tables = tables_about_students()
    fields = {field.name for table in tables if table.is_for_families for field in table.personal_fields}
    assert {table.label for table in tables} - set(KEPT) == set()
    assert fields - set(FIELDS) == set()
