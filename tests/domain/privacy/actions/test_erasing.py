"""What goes with a student and what stays: the sibling, the household's key, the history without its notes."""

from __future__ import annotations

from museminder.domain.people.models import Family, Student
from museminder.domain.privacy.actions.erasures import ask_for_erasure
from museminder.domain.privacy.models import Erasure
from museminder.foundation.audit.models import Change
from museminder.foundation.audit.recording import record_change
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.clock import now
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, Person, School
from tests.sites.member.billing.paying import work


def keys_of(school: School, maria: Person, student: Student) -> int:
    """Erases a student; how many keys went."""
    with school.inside(maria):
        ask_for_erasure(student_id=student.pk, by=maria.actor, at=now())
    work()
    with school.inside(school.owner):
        return Erasure.objects.get(student=student.pk, state="done").key_count


def test_the_households_key_goes_with_its_last_student(live_school: School) -> None:
    owner, maria = live_school.owner, live_school.add_person("Maria", "guardian")
    with live_school.inside(owner):
        family = make_family(live_school)
        make_guardian(live_school, family, "Maria", maria)
        family.note = "They share a piano"
        family.save()
        ada, bo = (
            make_student(live_school, family, name, care_notes=f"About {name}") for name in ("Ada", "Bo")
        )
        record_change("people.student.changed", of=ada, by=owner.actor, at=NOON, note="Ada is shy")
    first = keys_of(live_school, maria, ada)
    with live_school.inside(owner):
        opened = reveal([bo], ["care_notes"], purpose=Purpose.LESSON, by=owner.actor, at=now())
        is_noted = Family.objects.get(pk=family.pk).note is not None
        said = list(Change.objects.filter(of_id=ada.pk).exclude(note="").values_list("note", flat=True))
        changed = Change.objects.filter(of_id=ada.pk, what="people.student.changed").count()
    second = keys_of(live_school, maria, bo)

    assert (first, is_noted, opened[bo.pk]["care_notes"]) == (1, True, "About Bo")
    assert (said, changed) == ([], 1)
    with live_school.inside(owner):
        assert (second, Family.objects.get(pk=family.pk).note) == (2, None)
