"""Agreeing and taking back: one child, one partner, one text."""

from datetime import date

import pytest

from museminder.domain.consents.actions.consents import ask_partner, withdraw_consent
from museminder.domain.consents.models import Consent, PartnerRequest
from museminder.foundation.identity.rules import Refused
from museminder.foundation.outside import register
from museminder.foundation.outside.register import THIRD_PARTIES
from tests.domain.consents.family import NOON, Home


def ask(home: Home, **changed):
    facts = {"student_id": home.student.pk, "partner": "harbor", "by": home.guardian.actor, "at": NOON}
    return ask_partner(**facts | changed)


def states() -> list[tuple[int, bool]]:
    rows = Consent.objects.order_by("given_at")
    return [(row.notice_version, row.withdrawn_at is None) for row in rows]


def test_asking_again_uses_the_consent_that_holds(home: Home):
    with home.school.inside(home.guardian):
        first, second = ask(home), ask(home)

        assert first.consent_id == second.consent_id
        assert PartnerRequest.objects.count() == 2
        consent = Consent.objects.get()
        assert (consent.given_by_account_id, consent.holds_until, consent.guardian_id) == (
            home.guardian.account_id,
            date(2028, 1, 1),
            home.guardian_row.pk,
        )


def test_a_new_text_or_a_new_agreement_asks_anew(home: Home, monkeypatch):
    with home.school.inside(home.guardian):
        ask(home)
        newer = [register.replace(party, notice_version=2) for party in THIRD_PARTIES]
        monkeypatch.setattr(register, "THIRD_PARTIES", tuple(newer))
        ask(home)

        assert states() == [(1, False), (2, True)]


def test_withdrawing_twice_is_once(home: Home):
    with home.school.inside(home.guardian):
        consent = ask(home).consent_id
        first = withdraw_consent(consent_id=consent, by=home.guardian.actor, at=NOON).withdrawn_at
        again = withdraw_consent(consent_id=consent, by=home.guardian.actor, at=NOON.replace(year=2027))

        assert (first, again.withdrawn_at) == (NOON, NOON)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"partner": "stripe"}, "no partner"),
        ({"partner": "nobody"}, "no partner"),
        ({"at": NOON.replace(year=2028)}, "has ended"),
    ],
)
def test_what_cannot_be_asked_is_refused(home: Home, changed, sentence):
    with home.school.inside(home.guardian), pytest.raises(Refused, match=sentence):
        ask(home, **changed)
