"""What is written into the registers, and what is refused by a sentence and by the database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from museminder.domain.oversight.actions.registers import record_attestation, record_review, record_training
from museminder.domain.oversight.models import Training
from museminder.foundation.identity.rules import Refused
from tests.factories.operators import make_operator, operating
from tests.schools import NOON, School

TODAY = NOON.date()
HASH = "ab" * 32


def test_a_training_of_more_than_a_year_is_refused_twice(school: School) -> None:
    operator = make_operator(trained_days=None)
    facts = {"subject": "privacy", "completed_on": TODAY, "certificate_sha256": HASH}
    with operating(operator):
        for until in (TODAY, TODAY + timedelta(days=367)):
            with pytest.raises(Refused):
                record_training(
                    staff_id=operator.staff.pk, valid_until=until, **facts, by=operator.actor, at=NOON
                )
        year = TODAY + timedelta(days=366)
        record_training(staff_id=operator.staff.pk, valid_until=year, **facts, by=operator.actor, at=NOON)
        assert list(Training.objects.values_list("valid_until", "recorded_by")) == [
            (year, operator.staff.name)
        ]
        with pytest.raises(DatabaseError), transaction.atomic(using="operator"):
            Training.objects.update(valid_until=year + timedelta(days=1))


def test_a_review_that_has_not_happened_and_more_open_than_found_are_refused(school: School) -> None:
    operator = make_operator()
    facts = {"kind": "internal", "reviewer": "Us", "scope": "All", "report_sha256": HASH, "finding_count": 2}

    def record(reviewed_on: date, open_count: int) -> object:
        due = reviewed_on + timedelta(days=90)
        return record_review(
            **facts,
            reviewed_on=reviewed_on,
            next_due_on=due,
            open_finding_count=open_count,
            by=operator.actor,
            at=NOON,
        )

    with operating(operator):
        for reviewed_on, open_count in ((TODAY + timedelta(days=1), 0), (TODAY, 3)):
            with pytest.raises(Refused):
                record(reviewed_on, open_count)
        assert record(TODAY, 2).open_finding_count == 2


def test_an_attestation_without_an_end_is_refused(school: School) -> None:
    operator = make_operator()
    facts = {"kind": "hosting", "of_whom": "A data center", "document_sha256": HASH, "issued_on": TODAY}
    with operating(operator):
        with pytest.raises(Refused):
            record_attestation(**facts, expires_on=TODAY, by=operator.actor, at=NOON)
        kept = record_attestation(**facts, expires_on=TODAY + timedelta(days=1), by=operator.actor, at=NOON)
    assert (kept.is_valid(on=TODAY), kept.is_valid(on=TODAY + timedelta(days=1))) == (True, False)
