"""Letters and forgetting."""

from datetime import timedelta

from django.db import connections
from procrastinate.contrib.django import app

from museminder.foundation.identity import tasks
from museminder.foundation.identity.actions.invitations import invite, revoke_invitation, send_invitation
from museminder.foundation.identity.limits import LimitStore
from museminder.foundation.identity.models import Limit, Session
from museminder.foundation.identity.queries.invitations import invitation_behind
from museminder.foundation.identity.sessions import hash_of
from museminder.primitives.clock import now
from tests.foundation.identity.people import sign_in, stranger, visiting


def work():
    """Let a worker do what is waiting."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def asked(school, *, revoked=False):
    with school.inside(school.owner):
        invitation, token = invite(
            email="odalys@example.com", roles=["guardian"], by=school.owner.actor, at=now()
        )
        send_invitation(invitation_id=invitation.pk, by=school.owner.actor, at=now())
        if revoked:
            revoke_invitation(invitation_id=invitation.pk, by=school.owner.actor, at=now())
    return invitation, token


def test_letter_goes_out_with_a_link_that_works_and_is_nowhere_else(live_school, mailoutbox):
    _invitation, token = asked(live_school)
    assert mailoutbox == []
    work()
    (letter,) = mailoutbox
    sent = letter.body.partition("/invitations/")[2].partition("/")[0]
    with visiting("member"):
        assert (invitation_behind(sent).email, invitation_behind(token)) == ("odalys@example.com", None)
    with connections["owner"].cursor() as cursor:
        cursor.execute("select string_agg(args::text, '') from procrastinate_jobs")
        assert sent not in cursor.fetchone()[0]


def test_no_letter_for_an_invitation_that_was_taken_back(live_school, mailoutbox):
    asked(live_school, revoked=True)
    work()
    assert mailoutbox == []


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
