"""A partner is told exactly what it is told under, and only with a consent that fits."""

from uuid import uuid4

import pytest
from django.db import DatabaseError

from museminder.domain.consents.actions.consents import ask_partner
from museminder.domain.consents.gateways.partner import client
from museminder.foundation.outside.models import Disclosure
from museminder.foundation.outside.register import registered
from museminder.foundation.outside.telling import Told
from tests.counterparts.partner import running_partner
from tests.domain.consents.family import NOON, Home


def test_with_a_consent_it_is_told_and_with_one_for_somebody_else_it_is_not(
    home: Home,
    certificates,
    settings,
):
    with running_partner(certificates, settings) as partner:
        with home.school.inside(home.guardian):
            asked = ask_partner(student_id=home.student.pk, partner="harbor", by=home.guardian.actor, at=NOON)
        facts = {
            "party": registered()["harbor"],
            "values": {Told.CHILD_NAME: "Theodore"},
            "consent_id": asked.consent_id,
            "notice_version": 1,
            "request_id": asked.pk,
        }
        with home.school.inside(home.school.owner):
            page = client.begin(**facts, student_id=home.student.pk)
        with pytest.raises(DatabaseError), home.school.inside(home.school.owner):
            client.begin(**facts, student_id=uuid4())
        with home.school.inside(home.school.owner):
            client.stop(party=registered()["harbor"], consent_id=asked.consent_id)
            rows = list(Disclosure.objects.order_by("id").values_list("reason", "basis", "told"))
        calls = partner.known()["calls"]

    assert page == f"https://www.harbor-insurance.example/applications/{asked.pk}"
    assert [call["told"] for call in calls] == [
        {"child_name": "Theodore"},
        {"consent": str(asked.consent_id)},
    ]
    assert rows == [
        ("instrument_insurance", "consent", ["child_name"]),
        ("withdrawal", "contract", ["consent_number"]),
    ]
