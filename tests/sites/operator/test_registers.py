"""Trainings, reviews and attestations, recorded in their forms."""

from __future__ import annotations

from datetime import timedelta

from museminder.domain.oversight.models import Attestation, Review, Training
from museminder.domain.oversight.queries.registers import overdue_reviews
from museminder.foundation.tenancy.context import site
from museminder.primitives.clock import now
from tests.factories.operators import make_operator
from tests.schools import School


def test_a_training_a_review_and_an_attestation_are_recorded(live_school: School) -> None:
    operator = make_operator(trained_days=None)
    client, today = operator.client(), now().date()
    later = today + timedelta(days=360)
    document = {"certificate_sha256": "cd" * 32}
    said = {"staff": operator.staff.pk, "subject": "privacy", "completed_on": today, **document}
    too_long = client.post(
        "/trainings/create/", said | {"valid_until": later + timedelta(days=30)}, secure=True
    )
    client.post("/trainings/create/", said | {"valid_until": later}, secure=True)
    review = {"reviewer": "Outside Ltd", "scope": "Restoring", "reviewed_on": today, "next_due_on": later}
    review |= {"kind": "external", "report_sha256": "ef" * 32, "finding_count": 3, "open_finding_count": 1}
    client.post("/reviews/create/", review, secure=True)
    paper = {"kind": "pci_aoc", "of_whom": "Stripe", "issued_on": today, "expires_on": later}
    client.post("/attestations/create/", paper | {"document_sha256": "01" * 32}, secure=True)

    assert too_long.status_code == 422
    assert Training.objects.using("owner").count() == 1
    assert Review.objects.using("owner").values_list("kind", "open_finding_count").get() == ("external", 1)
    assert Attestation.objects.using("owner").values_list("of_whom", "kind").get() == ("Stripe", "pci_aoc")
    with site("worker"):
        assert overdue_reviews(today) == ["internal"]
        assert overdue_reviews(later) == ["internal", "external"]
