from types import SimpleNamespace
from uuid import UUID

from museminder.sites.studio.calendar.links import details_links, roster_links

ONE = UUID("0197e5a0-0000-7000-8000-000000000001")


def test_meeting_of_a_class_leads_to_its_roster_and_an_event_to_its_own_page(studio, settings):
    settings.ROOT_URLCONF = "museminder.config.urls.studio"
    lesson, event = SimpleNamespace(id=ONE, offering_id=ONE), SimpleNamespace(id=ONE, offering_id=None)
    own = f"/conservatory/calendar/meetings/{ONE}/"
    links = roster_links()
    assert links(lesson) == f"/conservatory/enrollment/rosters/meetings/{ONE}/"
    assert (links(event), details_links()(lesson)) == (own, own)
