"""A consent is taken back with one button, at once, and the partner hears of it."""

from __future__ import annotations

import json

from museminder.domain.consents.models import Consent, PartnerRequest
from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.models import Guardian
from tests.browsing import get, post
from tests.schools import NOON
from tests.sites.member.billing.paying import work
from tests.sites.member.consents.conftest import PRESSED, Asking


def ask(asking: Asking) -> None:
    path = f"consents/partners/harbor/students/{asking.theodore.pk}/"
    assert post(asking.guardian, asking.school, path, {"idempotency_key": PRESSED}).status_code == 302


def the_consent(asking: Asking) -> Consent:
    with asking.school.inside(asking.school.owner):
        return Consent.objects.get()


def test_after_a_withdrawal_the_partner_knows_nothing_and_what_was_sent_is_still_shown(
    asking: Asking,
) -> None:
    ask(asking)
    work()
    consent = the_consent(asking)
    answer = post(asking.guardian, asking.school, f"consents/{consent.pk}/withdrawals/", {})
    work()
    known = asking.partner.known()
    page = get(asking.guardian, asking.school, f"consents/{consent.pk}/").content.decode()
    receipt = json.loads(get(asking.guardian, asking.school, f"consents/{consent.pk}/receipt.json").content)

    assert answer.status_code == 302
    assert (known["applications"], known["withdrawn"]) == ({}, [str(consent.pk)])
    assert known["calls"][-1]["told"] == {"consent": str(consent.pk)}
    assert "first and last name of the child" in page
    assert "withdrawals/" not in page
    assert [event["state"] for event in receipt["events"]] == ["dpv:ConsentGiven", "dpv:ConsentWithdrawn"]
    assert [told["to"] for told in receipt["disclosures"]] == ["api.harbor-insurance.example"]
    assert the_consent(asking).partner_informed_at is not None


def test_withdrawn_before_the_job_ran_nothing_was_ever_sent(asking: Asking) -> None:
    ask(asking)
    post(asking.guardian, asking.school, f"consents/{the_consent(asking).pk}/withdrawals/", {})
    work()

    assert asking.partner.known()["calls"] == []
    with asking.school.inside(asking.school.owner):
        assert [(row.state, row.problem) for row in PartnerRequest.objects.all()] == [("failed", "consent")]


def test_whoever_is_kept_from_a_child_no_longer_decides_about_it(asking: Asking) -> None:
    ask(asking)
    work()
    owner = asking.school.owner
    with asking.school.inside(owner):
        record_custody_denial(
            student=asking.theodore,
            guardian=Guardian.objects.get(),
            evidence="Order",
            by=owner.actor,
            at=NOON,
        )
    work()
    consent = the_consent(asking)
    paths = [f"consents/{consent.pk}/", f"consents/{consent.pk}/receipt.json"]

    assert consent.withdrawn_by_name == "Honora Castellanos-Whitcombe"
    assert [get(asking.guardian, asking.school, path).status_code for path in paths] == [404, 404]
    assert "Theodore" not in get(asking.guardian, asking.school, "consents/").content.decode()
    assert asking.partner.known()["withdrawn"] == [str(consent.pk)]
