"""The job that makes an export says what kept it from doing so; the one that throws it away comes in time."""

from __future__ import annotations

from datetime import timedelta

from museminder.domain.leaving.actions.exports import ask_for_export
from museminder.domain.leaving.models import Export, ExportPart
from museminder.domain.leaving.tasks import STOPPED
from museminder.domain.people.models import CustodyDenial, Family, Guardian, Student
from museminder.foundation.tenancy.jobs import enqueue
from museminder.foundation.vault.fields import Sealed
from museminder.primitives.clock import now
from tests.schools import Person, School
from tests.sites.studio.switching.test_imports import work


def asked_by(school: School, person: Person) -> None:
    with school.inside(person):
        ask_for_export(by=person.actor, at=now())


def outcome(school: School) -> tuple[str, str, int]:
    with school.inside(school.owner):
        export = Export.objects.get()
        return export.state, export.problem, ExportPart.objects.count()


def test_owner_who_is_kept_away_meanwhile_gets_nothing(live_school: School) -> None:
    other = live_school.add_person("Odo Quill", "owner", "guardian")
    asked_by(live_school, other)
    with live_school.inside(live_school.owner):
        guardian = Guardian.objects.create(
            family=Family.objects.create(name="Quill"), first_name="Odo", account_id=other.account_id
        )
        CustodyDenial.objects.create(
            student=Student.objects.create(first_name="Ada"),
            guardian=guardian,
            person_name="Odo",
            evidence="Order 7",
            recorded_by_name="H",
            starts_at=now() - timedelta(minutes=1),
        )
    work()
    state, problem, parts = outcome(live_school)

    assert (state, "custody denial" in problem, parts) == ("failed", True, 0)


def test_what_cannot_be_opened_stops_it_and_it_can_be_asked_for_again(live_school: School) -> None:
    with live_school.inside(live_school.owner):
        Student.objects.create(first_name="Ada", care_notes=Sealed(b"altered by somebody"))
    asked_by(live_school, live_school.owner)
    work()
    assert outcome(live_school) == ("failed", STOPPED, 0)
    with live_school.inside(live_school.owner):
        Student.objects.update(care_notes=None)
        Export.objects.all().delete()
    asked_by(live_school, live_school.owner)
    work()
    state, problem, parts = outcome(live_school)

    assert (state, problem, parts) == ("ready", "", 1)


def test_file_is_thrown_away_when_its_days_are_over_and_not_before(live_school: School) -> None:
    with live_school.inside(live_school.owner):
        for days in (1, -1):
            export = Export.objects.create(
                state="ready", asked_by_name="H", asked_at=now(), expires_at=now() + timedelta(days=days)
            )
            ExportPart.objects.create(export=export, position=0, content="bGVmdA==")
            enqueue("leaving.forget_export", export_id=str(export.pk))
    work()
    with live_school.inside(live_school.owner):
        states = list(Export.objects.order_by("-expires_at").values_list("state", flat=True))
        assert (states, ExportPart.objects.count()) == (["ready", "gone"], 1)
