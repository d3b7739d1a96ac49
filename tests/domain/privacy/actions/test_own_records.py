"""A guardian's own record is erased, unless a child would be left without anybody, or the books without a debtor."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from museminder.cli import __main__ as program
from museminder.domain.people.models import Guardian, Guardianship, Household
from museminder.domain.privacy.actions.legal_holds import end_legal_hold, place_legal_hold
from museminder.domain.privacy.actions.own_records import ask_for_own_erasure
from museminder.domain.privacy.models import PrivacyRequest
from museminder.domain.privacy.queries.brought_back import readable_again
from museminder.domain.privacy.queries.erasures import people_back_again
from museminder.foundation.audit.models import Change
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.rules import Refused
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.clock import now
from tests.databases import TestDatabase
from tests.domain.privacy.actions.test_erasures import Parents, parents
from tests.factories.money import charge, make_account
from tests.factories.people import make_guardian, make_student
from tests.schools import Person, School
from tests.sites.member.billing.paying import work

__all__ = ["parents"]


def asked(school: School, person: Person) -> tuple[str, str]:
    """Asks, and lets a worker do it: how the request ended, and what was answered."""
    with school.inside(person):
        request = ask_for_own_erasure(by=person.actor, at=now())
    work()
    with school.inside(school.owner):
        request.refresh_from_db()
    return request.state, request.answer


def test_one_goes_and_the_other_stays_also_after_an_older_copy(
    parents: Parents, live_database: TestDatabase, mailoutbox: list[Any]
) -> None:
    school, owner, maria = parents.school, parents.school.owner, parents.maria
    with school.inside(owner):
        mine = Guardian.objects.get(first_name="Maria")
        mine.email, mine.address = "maria@example.net", {"street": "7 Vorpal"}
        mine.save()
        record_change(
            "people.guardian.changed", of=mine, by=owner.actor, at=now(), note="Moved to her sister"
        )
    state, answer = asked(school, maria)
    with school.inside(owner):
        gone = Guardian.objects.get(pk=mine.pk)
        opened = reveal([mine], ["address"], purpose=Purpose.INVOICE, by=owner.actor, at=now())
        rights = list(Guardianship.objects.values_list("guardian__first_name", flat=True))
        named = PrivacyRequest.objects.get().by_name
        notes = Change.objects.filter(of_id=mine.pk).exclude(note="").count()
    ended = Membership.objects.using("owner").get(pk=maria.membership_id)
    back_before = readable_again("member")
    with psycopg.connect(live_database.superuser_dsn(), autocommit=True) as server:
        server.execute("update people_guardian set first_name = 'Maria' where id = %s", [mine.pk])
    back = readable_again("member"), people_back_again([(school.studio_id, mine.pk)])
    replayed = program.main(["privacy", "replay-erasures"])

    assert (state, answer.startswith("Erased. No copy")) == ("answered", True)
    assert (gone.first_name, gone.email, gone.address, gone.account_id) == ("—", "", None, None)
    assert (opened[mine.pk]["address"], rights, named, notes) == (None, ["Dov"], "—", 0)
    assert (ended.ended_at is None, ended.display_name) == (False, "")
    assert [(each.to, each.subject) for each in mailoutbox] == [
        (["maria@example.net"], "Clerestory Conservatory: your record is erased")
    ]
    assert (back_before, back) == (0, (1, [(school.studio_id, mine.pk)]))
    assert (replayed, readable_again("member")) == (0, 0)


def test_who_decides_alone_and_who_is_held_is_told_why_not(parents: Parents) -> None:
    school, owner = parents.school, parents.school.owner
    with school.inside(owner):
        hold = place_legal_hold(
            student_id=parents.theodore.pk,
            reason="A court",
            review_on=now().date() + timedelta(days=30),
            by=owner.actor,
            at=now(),
        )
    held = asked(school, parents.maria)
    with school.inside(owner):
        end_legal_hold(hold_id=hold.pk, by=owner.actor, at=now())
        Guardianship.objects.filter(guardian__first_name="Dov").update(may_consent=False)
    alone = asked(school, parents.maria)
    with school.inside(owner), pytest.raises(Refused):
        ask_for_own_erasure(by=owner.actor, at=now())

    assert [state for state, _answer in (held, alone)] == ["refused", "refused"]
    assert "court or an authority" in held[1]
    assert "only guardian" in alone[1]


def test_what_is_open_is_settled_first_where_nobody_else_is_here(live_school: School) -> None:
    owner, ines = live_school.owner, live_school.add_person("Ines", "guardian")
    with live_school.inside(owner):
        account = make_account("Ferrar")
        make_guardian(live_school, account.family, "Ines", ines)
        make_student(live_school, account.family, "Ines", is_adult=True)
        owed = charge(account, 40_00, live_school)
    owing = asked(live_school, ines)
    with live_school.inside(owner):
        make_guardian(live_school, account.family, "Otto")
    settled = asked(live_school, ines)

    assert (owing[0], "still open" in owing[1], settled[0]) == ("refused", True, "answered")
    with live_school.inside(owner):
        owed.refresh_from_db()
        assert (owed.amount, Household.objects.count()) == (40_00, 1)
