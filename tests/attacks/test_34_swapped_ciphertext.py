"""34. Ciphertexts and wrapped keys altered in the databases: an error each time, and never a value as it lies there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from museminder.domain.people.models import Student
from museminder.foundation.vault.fields import Sealed
from museminder.foundation.vault.keys.subject_keys import key_id_of
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import ERASED, reveal
from museminder.foundation.vault.sealing import CannotOpen
from tests.schools import NOON, School
from tests.vaults import Vault

Rows = list[Student]
_SWAP = """
update keys.subject_key k set wrapped = o.wrapped from keys.subject_key o
where k.subject_id = any (%s) and o.subject_id = any (%s) and o.subject_id <> k.subject_id
"""


def _write(row: Student, data: bytes, field: str = "birth_date") -> None:
    Student.objects.filter(pk=row.pk).update(**{field: Sealed(data)})


def _data(row: Student, field: str = "birth_date") -> bytes:
    return bytes(getattr(row, field).data)


def swap_two(rows: Rows, vault: Vault) -> None:
    one, other = _data(rows[0]), _data(rows[1])
    _write(rows[0], other), _write(rows[1], one)


def swap_two_fields(rows: Rows, vault: Vault) -> None:
    _write(rows[0], _data(rows[0], "care_notes"))


def move_the_wrapped_key(rows: Rows, vault: Vault) -> None:
    ids = [row.pk for row in rows]
    vault.do(_SWAP, [ids, ids])


def give_the_key_to_another_child(rows: Rows, vault: Vault) -> None:
    vault.do("delete from keys.subject_key where subject_id = %s", [rows[0].pk])
    number = key_id_of(_data(rows[1]))
    vault.do("update keys.subject_key set subject_id = %s where id = %s", [rows[0].pk, number])
    _write(rows[0], _data(rows[1]))


def flip_a_bit(rows: Rows, vault: Vault) -> None:
    data = _data(rows[0])
    _write(rows[0], data[:-1] + bytes([data[-1] ^ 1]))


def flip_a_bit_of_the_nonce(rows: Rows, vault: Vault) -> None:
    data = bytearray(_data(rows[0]))
    data[17] ^= 1
    _write(rows[0], bytes(data))


def name_an_unknown_key(rows: Rows, vault: Vault) -> None:
    data = _data(rows[0])
    _write(rows[0], data[:1] + bytes(16) + data[17:])


def name_another_child_s_key(rows: Rows, vault: Vault) -> None:
    _write(rows[0], _data(rows[1])[:17] + _data(rows[0])[17:])


def drop_the_key(rows: Rows, vault: Vault) -> None:
    vault.do("delete from keys.subject_key where subject_id = %s", [rows[0].pk])


def flip_a_bit_of_the_wrapped_key(rows: Rows, vault: Vault) -> None:
    vault.do(
        "update keys.subject_key set wrapped = set_bit(wrapped, 300, 1 - get_bit(wrapped, 300))"
        " where subject_id = %s",
        [rows[0].pk],
    )


def write_it_in_plain(rows: Rows, vault: Vault) -> None:
    _write(rows[0], b"2010-01-01")


def mark_it_as_the_installation_s(rows: Rows, vault: Vault) -> None:
    _write(rows[0], b"\x01" + _data(rows[0])[1:])


ALTERED: list[Callable[[Rows, Vault], None]] = [
    swap_two,
    swap_two_fields,
    move_the_wrapped_key,
    give_the_key_to_another_child,
    flip_a_bit,
    flip_a_bit_of_the_nonce,
    name_an_unknown_key,
    name_another_child_s_key,
    drop_the_key,
    flip_a_bit_of_the_wrapped_key,
    write_it_in_plain,
    mark_it_as_the_installation_s,
]


@pytest.mark.parametrize("alter", ALTERED, ids=lambda each: each.__name__)
def test_what_was_altered_is_an_error_and_is_not_shown(
    studio: School, vault: Vault, alter: Callable[[Rows, Vault], None]
) -> None:
    made = [
        Student(first_name=name, birth_date=date(2016, 2, day), care_notes="Inhaler")
        for name, day in (("Luz", 28), ("Sol", 29))
    ]
    Student.objects.bulk_create(made)
    asked = {"purpose": Purpose.LESSON, "by": studio.owner.actor, "at": NOON}
    before = reveal(made, ["birth_date"], **asked)[made[0].pk]["birth_date"]
    alter(list(Student.objects.order_by("first_name")), vault)
    vault.new_entries()
    luz = Student.objects.get(pk=made[0].pk)

    with pytest.raises(CannotOpen) as raised:
        reveal([luz], ["birth_date"], **asked, erased=ERASED)
    assert before == date(2016, 2, 28)
    assert "201" not in str(raised.value)
    assert [entry.subjects for entry in vault.new_entries()] == [(luz.pk,)]
