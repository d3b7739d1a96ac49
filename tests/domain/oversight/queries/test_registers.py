"""What is overdue and what expired, read as the checks of the promise read it."""

from __future__ import annotations

from datetime import date, timedelta

from museminder.domain.oversight.models import Attestation, Review
from museminder.domain.oversight.queries.registers import (
    attestations,
    expired_attestations,
    missing_attestations,
    overdue_reviews,
    reviews,
)
from museminder.foundation.tenancy.context import site
from tests.schools import NOON, School

DAY = date(2026, 5, 20)


def review(kind: str, due: date) -> None:
    facts = {
        "reviewer": "R",
        "scope": "S",
        "report_sha256": "ab" * 32,
        "recorded_by": "T",
        "recorded_at": NOON,
    }
    Review(
        kind=kind,
        reviewed_on=due - timedelta(days=100),
        next_due_on=due,
        finding_count=0,
        open_finding_count=0,
        **facts,
    ).save(using="owner")


def attestation(kind: str, of_whom: str, expires_on: date) -> None:
    facts = {"document_sha256": "ab" * 32, "recorded_by": "T", "recorded_at": NOON}
    issued = expires_on - timedelta(days=300)
    Attestation(kind=kind, of_whom=of_whom, issued_on=issued, expires_on=expires_on, **facts).save(
        using="owner"
    )


def test_a_review_is_overdue_on_its_day_and_one_never_made_always(school: School) -> None:
    review("internal", DAY + timedelta(days=1))
    with site("worker"):
        before, after = overdue_reviews(DAY), overdue_reviews(DAY + timedelta(days=1))
        review("internal", DAY + timedelta(days=200))
        done = overdue_reviews(DAY + timedelta(days=1))

        assert len(reviews()) == 2
    assert (before, after, done) == (["external"], ["internal", "external"], ["external"])


def test_an_attestation_counts_by_the_newest_of_its_company(school: School) -> None:
    attestation("hosting", "Center", DAY)
    attestation("pci_aoc", "Stripe", DAY)
    attestation("pci_aoc", "Stripe", DAY + timedelta(days=200))
    with site("worker"):
        assert [each.kind for each in expired_attestations(DAY)] == ["hosting"]
        assert expired_attestations(DAY, kinds=["pci_aoc"]) == []
        assert expired_attestations(DAY - timedelta(days=1)) == []
        assert missing_attestations(DAY, kinds=["hosting", "pci_aoc", "asv_scan"]) == ["hosting", "asv_scan"]
        assert len(attestations()) == 3
