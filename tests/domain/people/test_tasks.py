"""Letters that a job sends."""

import pytest
from django.core import mail
from django.db import connections

from museminder.domain.people.actions.invitations import invite_guardian
from museminder.domain.people.tasks import send_invitation
from museminder.foundation.identity.actions.invitations import revoke_invitation
from museminder.foundation.tenancy import jobs
from tests.factories.people import make_family, make_guardian
from tests.schools import NOON


@pytest.fixture
def invitation(live_school):
    with live_school.inside(live_school.owner):
        guardian = make_guardian(live_school, make_family(live_school), "Ana", email="ana@example.com")
        return invite_guardian(guardian_id=guardian.pk, by=live_school.owner.actor, at=NOON)


def send(school, invitation):
    """Do the job as the worker does: claimed, with a capability of its own."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set status = 'doing' where task_name = 'people.send_invitation' returning id"
        )
        job = cursor.fetchone()[0]
    with jobs.site("worker"), jobs._claimed(job, school.studio_id):
        send_invitation.func.__wrapped__(invitation_id=str(invitation.pk), by_name="Honora")


def test_the_letter_carries_a_link_to_the_member_site_and_no_child(live_school, invitation):
    send(live_school, invitation)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["ana@example.com"], "Clerestory Conservatory invites you")
    assert f"https://member.localhost:8443/accounts/invitations/{live_school.studio_id}." in letter.body


def test_an_invitation_taken_back_is_not_sent(live_school, invitation):
    with live_school.inside(live_school.owner):
        revoke_invitation(invitation_id=invitation.pk, by=live_school.owner.actor, at=NOON)
    send(live_school, invitation)
    assert mail.outbox == []
