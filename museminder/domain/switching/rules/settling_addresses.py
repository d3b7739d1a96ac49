"""Where an address goes: to an adult who can be written to, never into a note if there is one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from museminder.domain.switching.rules.records import ImportedGuardian, ImportedStudent

OWN = "self"


def with_own_guardians(
    students: Iterable[ImportedStudent], guardians: tuple[ImportedGuardian, ...]
) -> tuple[ImportedGuardian, ...]:
    """The guardians, with adult students who have none as their own: they are billed, written to, and sign in.

    An address that only the row of a student gives goes to the first guardian of the family.
    """
    listed = list(students)
    families = {guardian.family_key for guardian in guardians}
    own = [_own(one) for one in listed if one.is_adult and one.family_key not in families]
    homes = _homes(listed)
    lacking = {one.key: homes[one.family_key] for one in _first_of(guardians) if one.family_key in homes}
    housed = {guardian.family_key for guardian in guardians if guardian.address}
    return (
        *(
            replace(one, address=lacking[one.key])
            if one.key in lacking and one.family_key not in housed
            else one
            for one in guardians
        ),
        *own,
    )


def is_own_guardian(guardian: ImportedGuardian) -> bool:
    """Whether a guardian is the adult student themselves."""
    return guardian.key.endswith(f"/{OWN}")


def _own(student: ImportedStudent) -> ImportedGuardian:
    return ImportedGuardian(
        key=f"{student.family_key}/{student.key}/{OWN}",
        family_key=student.family_key,
        first_name=student.first_name,
        last_name=student.last_name,
        position=1,
        email=student.email,
        phones=student.phones,
        address=student.address,
        rows=(student.row,),
    )


def _homes(students: list[ImportedStudent]) -> Mapping[str, str]:
    """The address of each family, as the first of its students gives it."""
    homes: dict[str, str] = {}
    for student in students:
        if student.address:
            homes.setdefault(student.family_key, student.address)
    return homes


def _first_of(guardians: tuple[ImportedGuardian, ...]) -> Iterator[ImportedGuardian]:
    """The first contact of each family."""
    seen: set[str] = set()
    for guardian in sorted(guardians, key=lambda one: one.position):
        if guardian.family_key not in seen:
            seen.add(guardian.family_key)
            yield guardian
