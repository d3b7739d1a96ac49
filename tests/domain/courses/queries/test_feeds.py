import pytest
from django.db import DatabaseError, connections, transaction

from museminder.domain.courses.actions.cancellations import cancel_meeting
from museminder.domain.courses.actions.feeds import open_feed, revoke_feed
from museminder.domain.courses.models import CalendarFeed, FeedOwner, Meeting, Program
from museminder.domain.courses.queries.feeds import feed_meetings
from museminder.domain.courses.rules.refusals import Refused
from museminder.domain.people.models import Family, Guardian, StaffMember
from museminder.foundation.identity.models import Membership
from museminder.foundation.tenancy.context import NoEntry, feed_context, site
from museminder.primitives.actor import PROGRAM
from tests.factories import courses as make
from tests.schools import NOON, _as_role, open_school


def fetch(token, on_site="studio"):
    """What a calendar program gets at an address of a site."""
    with _as_role(on_site), site(on_site), feed_context(token):
        return [(one.summary, one.is_cancelled) for one in feed_meetings(token, at=NOON)]


def opened(school, kind, owner_id):
    with school.inside(school.owner):
        return open_feed(owner_kind=kind, owner_id=owner_id, by=school.owner.actor, at=NOON)


@pytest.fixture
def cho(school):
    """An instructor with one meeting in May, and somebody else's beside it."""
    with school.inside(school.owner):
        person, other = make.instructor("Wren"), make.instructor("Obi")
        for name, who in (("Tap", person), ("Jazz", other)):
            make.offering(name, make.weekly(), starts_on=NOON.date().replace(day=25), taught_by=(who.id,))
    return person


def test_instructor_s_feed_shows_what_they_teach(school, cho):
    _, token = opened(school, FeedOwner.STAFF, cho.id)
    assert fetch(token) == [("Tap", False)]


def test_cancelled_meeting_is_shown_as_cancelled_at_the_next_fetch(school, cho):
    _, token = opened(school, FeedOwner.STAFF, cho.id)
    with school.inside(school.owner):
        tap = Meeting.objects.get(offering__name="Tap")
        cancel_meeting(meeting_id=tap.id, version=tap.version, by=PROGRAM, at=NOON)
    assert fetch(token) == [("Tap", True)]


def test_secret_is_stored_as_its_hash_only(school, cho):
    feed, token = opened(school, FeedOwner.STAFF, cho.id)
    assert token not in str(vars(feed))
    assert (len(token) >= 43, len(feed.token_hash)) == (True, 64)


def test_revoked_address_answers_like_one_that_never_was(school, cho):
    feed, token = opened(school, FeedOwner.STAFF, cho.id)
    with school.inside(school.owner):
        revoke_feed(feed_id=feed.id, by=PROGRAM, at=NOON)
    answers = []
    for tried in (token, token[:-1] + "x", "", "' or true --", feed.token_hash):
        with pytest.raises(NoEntry) as refusal:
            fetch(tried)
        answers.append(str(refusal.value))
    assert answers == ["no such feed"] * 5


def test_instructor_who_left_is_shut_out(school, cho):
    _, token = opened(school, FeedOwner.STAFF, cho.id)
    with school.inside(school.owner):
        StaffMember.objects.filter(id=cho.id).update(is_active=False)
    with pytest.raises(NoEntry):
        fetch(token)


def test_instructor_s_feed_is_not_read_on_the_member_site(school, cho):
    _, token = opened(school, FeedOwner.STAFF, cho.id)
    with pytest.raises(NoEntry):
        fetch(token, "member")


def test_feed_has_no_right_to_change_anything(school, cho):
    _, token = opened(school, FeedOwner.STAFF, cho.id)
    with _as_role("studio"), site("studio"), feed_context(token) as entry:
        assert entry.roles == {"feed"}
        assert Program.objects.update(name="Mine") == 0
        assert CalendarFeed.objects.count() == 0


def test_feed_of_another_studio_shows_nothing_of_this_one(school, cho):
    other = open_school("elsewhere", "Elsewhere")
    with other.inside(other.owner):
        stranger = make.instructor("Stranger")
    _, token = opened(other, FeedOwner.STAFF, stranger.id)
    assert fetch(token) == []


def test_guardian_s_feed_lasts_as_long_as_the_membership(school):
    person = school.add_person("Ama Mensah", "guardian")
    with school.inside(school.owner):
        family = Family(name="Mensah", started_on=NOON.date())
        family.save()
        guardian = Guardian(
            family=family, first_name="Ama", membership_id=person.membership_id, account_id=person.account_id
        )
        guardian.save()
    _, token = opened(school, FeedOwner.GUARDIAN, guardian.id)
    assert fetch(token, "member") == []
    with pytest.raises(NoEntry):
        fetch(token, "studio")
    with school.inside(school.owner):
        Membership.objects.filter(id=person.membership_id).update(ended_at=NOON)
    with pytest.raises(NoEntry):
        fetch(token, "member")


def test_guardian_without_an_account_gets_no_feed(studio):
    family = Family(name="Mensah", started_on=NOON.date())
    family.save()
    guardian = Guardian(family=family, first_name="Ama")
    guardian.save()
    with pytest.raises(Refused, match="Invite them first"):
        open_feed(owner_kind=FeedOwner.GUARDIAN, owner_id=guardian.id, by=PROGRAM, at=NOON)


def test_token_s_owner_cannot_be_asked_for_by_the_public(school, cho):
    _, token = opened(school, FeedOwner.STAFF, cho.id)
    with (
        _as_role("studio"),
        connections["studio"].cursor() as cursor,
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(using="studio"),
    ):
        cursor.execute("select * from sec.feed_of(%s)", [token])
