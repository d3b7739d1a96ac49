"""The nightly job itself: what is over goes once, and the next night finds nothing."""

from __future__ import annotations

from datetime import timedelta

from museminder.domain.consents.actions.consents import ask_partner, withdraw_consent
from museminder.domain.consents.models import Consent
from museminder.domain.people.models import Family, Student
from museminder.domain.privacy.models import RetentionRun
from museminder.domain.privacy.tasks import retention_in_every_studio
from museminder.foundation.audit.models import Change
from museminder.foundation.audit.recording import record_change
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
