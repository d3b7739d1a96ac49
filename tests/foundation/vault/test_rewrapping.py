"""What was sealed under the installation's one key opens as before, and gets keys of its subjects piece by piece."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from museminder.domain.people.models import Family, Student
from museminder.foundation.tenancy.jobs import fan_out
from museminder.foundation.vault import rewrapping
from museminder.foundation.vault.destroying import destroy_keys
from museminder.foundation.vault.fields import Sealed
from museminder.foundation.vault.keys.subject_keys import key_id_of
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.foundation.vault.rewrapping import count_old, rewrap_studio, sealed_models
from museminder.foundation.vault.sealing import CannotOpen, seal
from tests.schools import NOON, School
from tests.sites.studio.switching.test_imports import work
from tests.vaults import Vault

BORN = date(2016, 2, 29)


def old(school: School, count: int) -> list[Student]:
    """Students as they were kept before."""
    rows = [Student(first_name=f"Old {number}") for number in range(count)]
    for row in rows:
        place = f"{school.studio_id}|people.student.birth_date|{row.pk}"
        row.birth_date = Sealed(seal(BORN.isoformat().encode(), place))  # type: ignore[assignment]
    return Student.objects.bulk_create(rows)


def births(school: School, rows: list[Student]) -> list[object]:
    asked = {"purpose": Purpose.LESSON, "by": school.owner.actor, "at": NOON}
    return [each["birth_date"] for each in reveal(rows, ["birth_date"], **asked).values()]


def test_the_worker_does_it_in_every_studio(live_school: School, vault: Vault) -> None:
    with live_school.inside(live_school.owner):
        rows = old(live_school, 3)
        Family.objects.create(name="New", note="Pays late")
        before = births(live_school, rows)
    counted = count_old()
    asked = fan_out("vault.rewrap")
    work()
    vault.new_entries()
    with live_school.inside(live_school.owner):
        found = list(Student.objects.order_by("id"))
        after = births(live_school, found)

    assert (counted, asked, count_old()) == ({"people.student.birth_date": 3}, 1, {})
    assert (before, after) == ([BORN] * 3, [BORN] * 3)
    assert None not in [key_id_of(one.birth_date.data) for one in found]  # type: ignore[attr-defined]


def test_cut_off_it_goes_on(live_school: School, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rewrapping, "A_PIECE", 2)
    monkeypatch.setattr(rewrapping, "sealed_models", lambda: [Student])
    monkeypatch.setenv("MUSEMINDER_ERASURES", str(tmp_path / "erasures.jsonl"))
    with live_school.inside(live_school.owner):
        rows = old(live_school, 5)
    destroy_keys(studio_id=live_school.studio_id, subjects=[rows[4].pk], at=NOON)

    def inside() -> object:
        return live_school.inside(live_school.owner)

    def stop(done: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        rewrap_studio(transaction_of=inside, told=stop)  # type: ignore[arg-type]
    left = count_old()
    told: list[int] = []
    done = rewrap_studio(transaction_of=inside, told=told.append)  # type: ignore[arg-type]
    with live_school.inside(live_school.owner):
        found = births(live_school, list(Student.objects.order_by("id")))

    assert (left, done, told, count_old()) == ({"people.student.birth_date": 3}, 3, [2, 3], {})
    assert found == [BORN, BORN, BORN, BORN, None]


def test_an_altered_value_stops_it_and_stays_as_it_is(
    live_school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewrapping, "sealed_models", lambda: [Student])
    with live_school.inside(live_school.owner):
        [row] = old(live_school, 1)
        altered = Sealed(row.birth_date.data[:-1] + b"?")  # type: ignore[union-attr]
        Student.objects.update(birth_date=altered)
    with pytest.raises(CannotOpen):
        rewrap_studio(transaction_of=lambda: live_school.inside(live_school.owner))  # type: ignore[arg-type]
    with live_school.inside(live_school.owner):
        assert Student.objects.get().birth_date == altered


def test_it_knows_every_model_with_something_sealed() -> None:
    known = {model._meta.label for model in sealed_models()}

    assert {"people.Student", "people.Guardian", "people.Family", "billing.GatewayAccount"} <= known
    assert "people.Household" not in known
