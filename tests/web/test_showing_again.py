"""A second factor that was shown a while ago is asked for again."""

from datetime import timedelta

from django.test import RequestFactory

from museminder.foundation.identity.models import Account
from museminder.foundation.identity.sessions import SessionStore
from museminder.primitives.clock import now
from museminder.web.showing_again import ask_again
from tests.schools import School


def test_it_holds_for_as_long_as_the_step_says_and_leads_back(school: School, settings: object) -> None:
    request = RequestFactory().get("/conservatory/billing/cards/")
    request.session = SessionStore(school.owner.secret, site="studio")
    request.user = Account.objects.using("owner").get(pk=school.owner.account_id)
    request.user.set_unusable_password()  # nothing to show: sent to set something up
    settings.IDENTITY_SHOWN_WITHIN = {"reveal": timedelta(hours=1), "grave": timedelta(minutes=10)}
    asked = []
    for minutes, step in ((9, "grave"), (11, "grave"), (11, "reveal"), (61, "reveal")):
        request.received_at = now() + timedelta(minutes=minutes)
        asked.append(ask_again(request, step, then="/conservatory/billing/cards/"))

    assert [answer is None for answer in asked] == [True, False, True, False]
    assert asked[1].url.partition("?")[2] == "next=%2Fconservatory%2Fbilling%2Fcards%2F"
