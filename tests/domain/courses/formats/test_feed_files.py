import pytest
from icalendar import Calendar

from museminder.domain.courses.actions.feeds import open_feed
from museminder.domain.courses.formats.feed_files import feed_file
from museminder.domain.courses.models import FeedOwner
from museminder.foundation.tenancy.context import NoEntry, site
from tests.factories import courses as make
from tests.schools import NOON, _as_role


def test_address_gives_the_file_of_its_owner(school):
    with school.inside(school.owner):
        cho = make.instructor()
        make.offering("Tap", make.weekly(), starts_on=NOON.date().replace(day=25), taught_by=(cho.id,))
        _, token = open_feed(owner_kind=FeedOwner.STAFF, owner_id=cho.id, by=school.owner.actor, at=NOON)
    with _as_role("studio"), site("studio"):
        calendar = Calendar.from_ical(feed_file(token, at=NOON))
    assert calendar["name"] == "Clerestory Conservatory: Wren Cho"
    assert [one["summary"] for one in calendar.walk("VEVENT")] == ["Tap"]


@pytest.mark.parametrize("token", ["\x00", "\u202e" * 43, "a\nb"])
def test_what_no_address_can_be_is_nobody_s(school, token):
    with site("studio"), pytest.raises(NoEntry):
        feed_file(token, at=NOON)
