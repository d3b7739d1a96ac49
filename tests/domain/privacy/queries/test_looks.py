"""Who looked, with names for staff and none for anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connections

from museminder.domain.privacy.queries.looks import looks_at, most_looked
from museminder.foundation.outside.models import Disclosure
from museminder.foundation.outside.telling import Basis, Reason
from museminder.foundation.tenancy import jobs
from museminder.foundation.vault.access_log.counting import Looked
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.clock import now
from tests.factories.people import make_family, make_guardian, make_student
from tests.foundation.vault.entries import an_entry
from tests.schools import NOON, School
from tests.vaults import Vault

DAY = timedelta(days=1)


@contextmanager
def inside_a_job(school: School) -> Iterator[None]:
    """One transaction of a job, which makes the copies: no row security hides from it what is under a gag."""
    with school.inside(school.owner):
        job = jobs.enqueue("privacy.retention")
    with connections["queue"].cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing' where id = %s", [job])
    with jobs.site("worker"), jobs._claimed(job, school.studio_id), jobs.studio_transaction():
        yield


def a_disclosure(entries: list[UUID], student_id: UUID, *, shown_from: datetime | None) -> None:
    """What the job writes down for one demand; inside the school."""
    Disclosure(
        third_party="authority",
        reason=Reason.LEGAL_DEMAND,
        told=["student_record"],
        subjects=[student_id],
        basis=Basis.LEGAL_DEMAND,
        host="",
        what="Court order",
        shown_from=shown_from,
        entry_ids=entries,
    ).save(force_insert=True)


def test_a_guardian_reads_the_names_of_staff_and_no_other_guardians(school: School, vault: Vault) -> None:
    maria, dov = (school.add_person(name, "guardian") for name in ("Maria", "Dov"))
    with school.inside(school.owner):
        family = make_family(school)
        for person in (maria, dov):
            make_guardian(school, family, person.name, person)
        theodore = make_student(school, family, "Theodore", care_notes="Bees")
        facts = {"purpose": Purpose.LESSON, "at": NOON}
        for person in (school.owner, maria, dov):
            reveal([theodore], ["care_notes"], by=person.actor, **facts)
    with school.inside(maria):
        looks = looks_at([theodore.pk], studio_id=school.studio_id, account_id=maria.account_id)

    seen = [(each.name, each.is_own, each.is_program, each.was_held) for each in looks]
    assert seen == [
        (None, False, False, False),
        (None, True, False, False),
        (school.owner.name, False, False, False),
    ]


def test_a_look_for_a_court_is_told_from_the_day_of_its_own_demand(
    live_school: School, own_vault: Vault
) -> None:
    school = live_school
    maria = school.add_person("Maria", "guardian")
    days = {"no gag": None, "its gag is over": now() - DAY, "under a gag": now() + DAY}
    opened: dict[str, UUID] = {}
    with school.inside(school.owner):
        family = make_family(school)
        make_guardian(school, family, "Maria", maria)
        theodore = make_student(school, family, "Theodore", care_notes="Bees")
        for name in (*days, "of no demand"):
            entries: list[UUID] = []
            facts = {
                "purpose": Purpose.LEGAL_DEMAND,
                "by": school.owner.actor,
                "at": NOON,
                "entries": entries,
            }
            reveal([theodore], ["care_notes"], **facts)
            (opened[name],) = entries
    with inside_a_job(school):
        for name, day in days.items():
            a_disclosure([opened[name]], theodore.pk, shown_from=day)
    seen, counted = {}, {}
    for name, place in (
        ("family", school.inside(maria)),
        ("office", school.inside(school.owner)),
        ("copy", inside_a_job(school)),
    ):
        with place:
            looks = looks_at([theodore.pk], studio_id=school.studio_id, account_id=None)
            seen[name] = {each.entry.id for each in looks}
            counted[name] = most_looked(school.studio_id, since=NOON - DAY)

    told = {opened["no gag"], opened["its gag is over"]}
    assert seen == dict.fromkeys(seen, told)
    assert (counted["office"], counted["copy"]) == ([Looked(None, 1, 2, 0)],) * 2


def test_a_full_list_stays_full_when_a_look_is_under_a_gag(school: School, vault: Vault) -> None:
    child, facts = UUID(int=4200), {"studio_id": school.studio_id, "account_id": None}
    for number in range(201):
        an_entry(number, subjects=[child], **facts)
    an_entry(300, purpose=Purpose.LEGAL_DEMAND, subjects=[child], **facts)
    with school.inside(school.owner):
        looks = looks_at([child], **facts)

    assert [len(looks), sum(each.is_for_court for each in looks)] == [200, 0]
