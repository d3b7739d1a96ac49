"""The columns My Music Staff and TutorBird share."""

from __future__ import annotations

from museminder.domain.switching.formats.music_staff import MUSIC_STAFF_CONTACTS, student_fields
from museminder.domain.switching.formats.recognition import left_out_headings, proposed_columns
from museminder.domain.switching.formats.uploads import read_upload
from tests.domain.switching.formats.lists import folders


def test_only_the_ids_carry_the_name_of_the_product() -> None:
    ours = {field.name: field.headings for field in student_fields("My Music Staff")}
    theirs = {field.name: field.headings for field in student_fields("TutorBird")}

    assert [name for name in ours if ours[name] != theirs[name]] == ["student_id", "family_id"]


def test_nothing_of_a_real_export_is_left_out_by_accident() -> None:
    kind = MUSIC_STAFF_CONTACTS.kind
    for folder in folders("music-staff", "my-music-staff"):
        headings = read_upload("ContactList.csv", (folder / "ContactList.csv").read_bytes()).table.headings
        left = left_out_headings(proposed_columns(kind, headings), headings)

        assert set(left) - set(MUSIC_STAFF_CONTACTS.left_out) == set()
