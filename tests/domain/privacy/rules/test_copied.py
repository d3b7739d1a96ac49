"""What goes into a copy: nothing of how to reach anybody, no id, no other guardian's row."""

from __future__ import annotations

from museminder.domain.privacy.rules.copied import NOT_COPIED, copied_fields
from museminder.domain.privacy.rules.held import tables_about_students
from museminder.primitives.holdings import DataClass


def test_no_contact_and_no_secret_is_ever_copied() -> None:
    closed = {DataClass.CONTACT, DataClass.SECRET}
    copied = [(t, field.name) for t in tables_about_students() for field in copied_fields(t)]
    assert [(t.label, name) for t, name in copied if t.holding.fields[name] in closed] == []
    assert len(copied) > 50


def test_what_is_sealed_about_the_child_is_copied() -> None:
    names = {field.name for t in tables_about_students() for field in copied_fields(t)}
    assert names >= {"birth_date", "care_notes", "picture"}


def test_what_stays_has_its_reason_and_is_a_table() -> None:
    assert set(NOT_COPIED) - {t.label for t in tables_about_students()} == set()
