"""Who works for the studio comes in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from museminder.domain.people.models import StaffMember
from museminder.domain.switching.actions.remembering import FOUND, Writing
from museminder.domain.switching.actions.updating import update_record
from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.records import ImportedStaff
from museminder.domain.switching.rules.wording import mobile_of


def write_staff(writing: Writing, records: Iterable[ImportedStaff]) -> None:
    """Write who works for the studio; somebody of the same name who is only named is the one who is here."""
    members = list(StaffMember.objects.order_by("-id"))
    by_id = {str(one.pk): one for one in members}
    by_name = {folded(one.full_name): one for one in members}
    made: list[tuple[ImportedStaff, StaffMember]] = []
    new: set[UUID] = set()
    for person in records:
        if writing.record("staff", person.key):
            continue
        known = next((by_id[ref] for row in person.rows if (ref := writing.settled.updates.get(row))), None)
        if known is None and not person.rows:
            known = by_name.get(folded(person.name))
        if known is None:
            one = _member(person)
            by_name[folded(one.full_name)] = one
            new.add(one.pk)
            made.append((person, one))
        elif known.pk in new:  # two rows name somebody who is not here yet
            writing.remember("staff", person.key, known, FOUND)
        else:
            _update(writing, person, known)
    StaffMember.objects.bulk_create([one for _person, one in made], batch_size=1_000)
    for person, one in made:
        writing.remember("staff", person.key, one, external_id=person.external_id)


def _member(person: ImportedStaff) -> StaffMember:
    return StaffMember(
        first_name=person.first_name[:80],
        last_name=person.last_name[:80],
        email=person.email.lower(),
        phone=mobile_of(person.phones)[:40],
        title=person.position[:80],
        teaches=person.is_instructor,
        is_active=person.is_active,
    )


def _update(writing: Writing, person: ImportedStaff, known: StaffMember) -> None:
    news: dict[str, Any] = {
        "email": person.email.lower(),
        "phone": mobile_of(person.phones)[:40],
        "title": person.position[:80],
    }
    update_record(
        writing,
        ("staff", person.key),
        known,
        {name: value for name, value in news.items() if value},
        external_id=person.external_id,
    )
