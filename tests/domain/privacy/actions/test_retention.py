"""The nightly job itself: what is over goes once, and the next night finds nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connections, transaction

from museminder.domain.consents.actions.consents import ask_partner, withdraw_consent
from museminder.domain.consents.models import Consent
from museminder.domain.people.models import Family, Student
from museminder.domain.privacy.actions.legal_holds import place_legal_hold
from museminder.domain.privacy.models import RetentionRun
from museminder.domain.privacy.tasks import retention_in_every_studio
from museminder.foundation.audit.models import Change
from museminder.foundation.audit.recording import record_change
from museminder.foundation.outside.models import Disclosure
from museminder.primitives.clock import now
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import School
from tests.sites.studio.switching.test_imports import work


def test_what_is_over_goes_once_and_the_next_night_finds_nothing(live_school: School) -> None:
    with live_school.inside(live_school.owner):
        left = now().date() - timedelta(days=3 * 366)
        for name in ("Ada", "Ben"):
            student = make_student(live_school, make_family(live_school, name), name)
            Student.objects.filter(pk=student.pk).update(is_active=False, ended_on=left)
    for _night in range(2):
        retention_in_every_studio(0)
        work()
    with live_school.inside(live_school.owner):
        runs = list(RetentionRun.objects.order_by("ran_at"))
        names = set(Student.objects.values_list("first_name", "last_name"))
        families = set(Family.objects.values_list("name", flat=True))

    assert [(run.done_count, run.held_count, run.overdue_count) for run in runs] == [(2, 0, 0), (0, 0, 0)]
    assert (names, families) == ({("—", "")}, {"Ada", "Ben"})


def test_consents_that_ended_go_after_their_time_and_notes_with_the_name(live_school: School) -> None:
    owner, maria = live_school.owner, live_school.add_person("Maria", "guardian")
    long_ago = now() - timedelta(days=4 * 366)
    with live_school.inside(owner):
        family = make_family(live_school)
        make_guardian(live_school, family, "Maria", maria, email="maria@example.net")
        gone, here = (make_student(live_school, family, name) for name in ("Ada", "Ben"))
        for each in (gone, here):
            facts = {"by": owner.actor, "at": now(), "note": f"{each.first_name} is shy"}
            record_change("people.student.changed", of=each, **facts)
    with live_school.inside(maria):
        for ended_at in (long_ago, now(), None):
            asked = ask_partner(student_id=here.pk, partner="harbor", by=maria.actor, at=now())
            if ended_at:
                withdraw_consent(consent_id=asked.consent_id, by=maria.actor, at=ended_at)
    with live_school.inside(owner):
        Student.objects.filter(pk=gone.pk).update(is_active=False, ended_on=long_ago.date())
    retention_in_every_studio(0)
    work()
    with live_school.inside(owner):
        consents = list(Consent.objects.values_list("withdrawn_at", flat=True))
        notes = list(Change.objects.exclude(note="").values_list("note", flat=True))

    assert sorted(at is None for at in consents) == [False, True]
    assert min(at for at in consents if at) > long_ago
    assert notes == ["Ben is shy"]


def test_what_was_told_goes_36_months_after_a_family_may_know_of_it(live_school: School) -> None:
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        ada, ben = (make_student(live_school, family, name) for name in ("Ada", "Ben"))
        apart = make_student(live_school, make_family(live_school, "Held"), "Cem")
        facts = {"by": live_school.owner.actor, "at": now()}
        review_on = now().date() + timedelta(days=90)
        place_legal_hold(student_id=apart.pk, reason="Court", review_on=review_on, **facts)
    told = {  # whom, how many months ago it was told, and from when it may be known
        "over": (ada, 40, None),
        "gag over": (ben, 80, 37),
        "shown lately": (ada, 80, 20),
        "not shown yet": (ben, 80, -6),
        "young": (ada, 30, None),
        "held": (apart, 80, None),
    }
    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table outside_disclosure disable trigger outside_told_now")
        for what, (student, age, shown) in told.items():
            cursor.execute(
                "insert into outside_disclosure (id, studio_id, third_party, reason, told, subjects, basis, host, what,"
                " told_at, shown_from) values (gen_random_uuid(), %s, 'authority', 'legal_demand', '{}', %s::uuid[],"
                " 'legal_demand', '', %s, now() - make_interval(months => %s), now() - make_interval(months => %s))",
                [live_school.studio_id, [student.pk], what, age, shown],
            )
        cursor.execute("alter table outside_disclosure enable trigger outside_told_now")
        with pytest.raises(DatabaseError, match="36 months"), transaction.atomic(using="owner"):
            cursor.execute("delete from outside_disclosure where what = 'not shown yet'")
    retention_in_every_studio(0)
    work()
    left = set(Disclosure.objects.using("owner").values_list("what", flat=True))
    with live_school.inside(live_school.owner):
        run = RetentionRun.objects.get()

    assert left == {"shown lately", "not shown yet", "young", "held"}
    assert (run.done_count, run.held_count, run.overdue_count) == (2, 1, 0)
