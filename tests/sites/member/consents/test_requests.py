"""From here a family goes on to its partner's own page, and can be led nowhere else."""

from __future__ import annotations

from django.db import connections

from museminder.domain.consents.models import PartnerRequest
from tests.browsing import get, post
from tests.sites.member.billing.paying import work
from tests.sites.member.consents.conftest import PRESSED, Asking

ASTRAY = [
    "https://evil.example/",
    "https://www.harbor-insurance.example.evil.example/",
    "https://www.harbor-insurance.example@evil.example/",
    "https://evil.example\\@www.harbor-insurance.example/",
    "//evil.example/",
    "http://www.harbor-insurance.example/",
    "https://www.harbor-insurance.example:8443/",
    "https://api.harbor-insurance.example/",
    "javascript:alert(1)",
    "https://[www.harbor-insurance.example/",
    "",
]


def asked(asking: Asking) -> PartnerRequest:
    path = f"consents/partners/harbor/students/{asking.theodore.pk}/"
    post(asking.guardian, asking.school, path, {"idempotency_key": PRESSED})
    work()
    with asking.school.inside(asking.school.owner):
        return PartnerRequest.objects.get()


def test_the_way_leads_to_the_partners_own_page(asking: Asking) -> None:
    request = asked(asking)
    page = get(asking.guardian, asking.school, f"consents/requests/{request.pk}/").content.decode()
    leaving = get(asking.guardian, asking.school, f"consents/requests/{request.pk}/leave/")

    assert "You leave your studio’s pages now." in page
    assert leaving["Location"] == f"{asking.partner.address}/applications/{request.pk}"
    assert "Your application for Theodore Delacroix (Cello)" in asking.partner.page(leaving["Location"]).text


def test_an_address_that_is_not_the_partners_is_not_followed(asking: Asking) -> None:
    request = asked(asking)
    answers = []
    for address in ASTRAY:
        with connections["owner"].cursor() as cursor:
            cursor.execute("update consents_partnerrequest set continue_url = %s", [address])
        answers.append(
            get(asking.guardian, asking.school, f"consents/requests/{request.pk}/leave/").status_code
        )

    assert answers == [404] * len(ASTRAY)


def test_a_partner_that_leads_astray_is_noticed_when_it_answers(asking: Asking) -> None:
    asking.partner.known(continue_at="https://evil.example/")
    request = asked(asking)

    assert (request.state, request.continue_url) == ("failed", "")
