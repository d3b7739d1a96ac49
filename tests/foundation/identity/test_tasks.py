"""Forgetting."""

from datetime import timedelta

from museminder.foundation.identity import tasks
from museminder.foundation.identity.limits import LimitStore
from museminder.foundation.identity.models import Limit, Session
from museminder.foundation.identity.sessions import hash_of
from museminder.primitives.clock import now
from tests.foundation.identity.people import sign_in, stranger


def test_night_forgets_what_is_of_no_use(school):
    odalys = stranger("odalys@example.com")
    kept = sign_in(odalys.account)
    Session.objects.filter(pk=hash_of(odalys.secret)).update(expire_date=now() - timedelta(days=31))
    LimitStore("", {}).set("old", 1, 60)
    Limit.objects.update(expires_at=now() - timedelta(days=2))
    tasks.forget(timestamp=0)
    assert list(Session.objects.filter(account=odalys.account).values_list("pk", flat=True)) == [
        hash_of(kept)
    ]
    assert Limit.objects.count() == 0
