"""A sealed column takes nothing plain, and rows that are written together get their keys in one statement."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.billing.models import GatewayAccount
from museminder.domain.people.models import Student
from museminder.foundation.vault.fields import Sealed, SealedField, seal_rows, sealed_fields
from museminder.foundation.vault.keys.subject_keys import key_id_of, own_subject
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from tests.schools import NOON, School
from tests.vaults import Vault

BORN = date(2016, 2, 29)
KEYS = "select subject_id, made_at, xmin::text from keys.subject_key where studio_id = %s"


def newcomers(count: int) -> list[Student]:
    return [
        Student(first_name=f"Newcomer {number}", birth_date=BORN, care_notes="Inhaler")
        for number in range(count)
    ]


def opened(studio: School, rows: list[Student]) -> list[dict]:
    fields = ["birth_date", "care_notes"]
    found = reveal(rows, fields, purpose=Purpose.IMPORT_CHECK, by=studio.owner.actor, at=NOON)
    return list(found.values())


def test_sixty_students_get_sixty_keys_in_one_statement(studio: School, vault: Vault) -> None:
    made = Student.objects.bulk_create(newcomers(60))
    keys = vault.do(KEYS, [studio.studio_id])

    assert {subject for subject, _, _ in keys} == {one.pk for one in made}
    assert (len(keys), len({transaction for _, _, transaction in keys})) == (60, 1)
    assert opened(studio, list(Student.objects.all())) == [
        {"birth_date": BORN, "care_notes": "Inhaler"} for _ in made
    ]


def test_both_fields_of_one_row_share_a_key_and_a_later_change_gets_a_new_one(studio: School) -> None:
    [one] = newcomers(1)
    one.save()
    first = [key_id_of(one.birth_date.data), key_id_of(one.care_notes.data)]  # type: ignore[attr-defined]
    one.care_notes = "Inhaler, and no nuts"
    one.save()
    one.refresh_from_db()
    later = [key_id_of(one.birth_date.data), key_id_of(one.care_notes.data)]  # type: ignore[attr-defined]

    assert (first[0] == first[1], later[0] == first[0], later[1] == first[0]) == (True, True, False)
    assert opened(studio, [one]) == [{"birth_date": BORN, "care_notes": "Inhaler, and no nuts"}]


def test_a_bulk_change_seals_too(studio: School) -> None:
    made = Student.objects.bulk_create(newcomers(3))
    for one in made:
        one.care_notes = "Glasses"
    Student.objects.bulk_update(made, ["care_notes"])

    assert opened(studio, list(Student.objects.all())) == [{"birth_date": BORN, "care_notes": "Glasses"}] * 3


@pytest.mark.parametrize("plain", ["Inhaler", b"Inhaler", BORN])
def test_a_plain_value_is_not_written_around_the_seal(studio: School, plain: object) -> None:
    Student.objects.bulk_create(newcomers(1))

    with pytest.raises(TypeError, match=r"people\.student\.care_notes: only what is sealed reaches"):
        Student.objects.update(care_notes=plain)


def test_nothing_given_needs_no_key_and_a_sealed_value_stays_as_it_is(studio: School, vault: Vault) -> None:
    before = len(vault.do(KEYS, [studio.studio_id]))
    empty = Student(first_name="Nobody", birth_date=None, care_notes="")
    kept = Student(first_name="Kept", care_notes=Sealed(b"as it was"))
    Student.objects.bulk_create([empty, kept])
    found = Student.objects.get(pk=empty.pk)

    assert (found.birth_date, found.care_notes) == (None, None)
    assert Student.objects.get(pk=kept.pk).care_notes == Sealed(b"as it was")
    assert len(vault.do(KEYS, [studio.studio_id])) == before


def test_what_is_a_studio_s_own_is_sealed_under_the_studio_s_key(studio: School, vault: Vault) -> None:
    account = GatewayAccount(secret_key="sk_test_1", connected_at=NOON)
    seal_rows([account])
    [(subject,)] = vault.do(
        "select subject_id from keys.subject_key where id = %s", [key_id_of(account.secret_key.data)]
    )

    assert subject == own_subject(studio.studio_id)
    assert [field.attname for field in sealed_fields(GatewayAccount)] == ["secret_key", "webhook_secret"]


def test_a_sealed_value_shows_nothing_and_whose_key_it_is_does_not_reach_migrations() -> None:
    field = SealedField(field_id="people.student.photo", kind="text", subject="student_id")

    assert (repr(Sealed(b"secret")), f"{Sealed(b'secret')}") == ("<sealed>", "<sealed>")
    assert field.deconstruct()[3] == {
        "null": True,
        "blank": True,
        "field_id": "people.student.photo",
        "kind": "text",
        "editable": False,
    }
