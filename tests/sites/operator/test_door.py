"""Who gets into the operator site."""

from __future__ import annotations

from django.test import Client

from museminder.foundation.identity.models import Account
from museminder.primitives.clock import now
from tests.factories.operators import client_with, make_operator
from tests.schools import School, sign_in


def test_only_who_is_appointed_and_showed_a_second_factor_gets_in(live_school: School) -> None:
    operator = make_operator()
    stranger = Account.objects.using("owner").get(pk=live_school.owner.account_id)
    flagged = Account(email="flag@example.com", display_name="Flag", is_operator=True, created_at=now())
    flagged.save(using="owner")
    visits = {
        "operator": operator.client(),
        "password alone": operator.client(second_factor=False),
        "an owner": client_with(sign_in(stranger, "operator"), "operator"),
        "a flag on the account": client_with(sign_in(flagged, "operator"), "operator"),
        "another site's cookie": client_with(operator.secret("studio"), "operator"),
        "nobody": Client(headers={"host": "operator.localhost"}),
    }

    assert {who: client.get("/", secure=True).status_code for who, client in visits.items()} == {
        "operator": 200,
        "password alone": 302,
        "an owner": 404,
        "a flag on the account": 404,
        "another site's cookie": 302,
        "nobody": 302,
    }
