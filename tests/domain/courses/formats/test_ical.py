from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar

from museminder.domain.courses.formats.ical import render_feed
from museminder.domain.courses.rules.feed_sources import FeedMeeting

NEW_YORK = ZoneInfo("America/New_York")
STAMP = datetime(2026, 5, 20, 16, tzinfo=UTC)
ONE, TWO = UUID(int=1), UUID(int=2)


def meeting(meeting_id=ONE, starts_at=datetime(2026, 3, 4, 21, tzinfo=UTC), **facts):
    facts = {
        "summary": "Ballet II",
        "ends_at": starts_at.replace(minute=45),
        "where": "Studio A, Main house",
        "is_cancelled": False,
        "number": 3,
    } | facts
    return FeedMeeting(meeting_id=meeting_id, starts_at=starts_at, **facts)


def read(*meetings):
    return Calendar.from_ical(render_feed(meetings, name="Ballet", zone=NEW_YORK, stamped_at=STAMP))


def events(*meetings):
    return read(*meetings).walk("VEVENT")


def test_meeting_is_at_its_local_time_before_and_after_the_change():
    before, after = events(meeting(), meeting(TWO, datetime(2026, 3, 11, 20, tzinfo=UTC)))
    assert [one["dtstart"].to_ical() for one in (before, after)] == [b"20260304T160000", b"20260311T160000"]
    assert before["dtstart"].params["TZID"] == "America/New_York"


def test_time_zone_rules_come_with_it():
    calendar = read(meeting(), meeting(TWO, datetime(2026, 11, 4, 21, tzinfo=UTC)))
    (zone,) = calendar.walk("VTIMEZONE")
    offsets = {part["tzoffsetto"].to_ical() for part in zone.walk() if part.name in ("STANDARD", "DAYLIGHT")}
    assert (zone["tzid"], offsets) == ("America/New_York", {"-0500", "-0400"})


def test_uid_stays_while_the_number_grows():
    first, moved = meeting(), meeting(starts_at=datetime(2026, 3, 5, 21, tzinfo=UTC), number=4)
    (was,), (now,) = events(first), events(moved)
    assert was["uid"] == now["uid"] == f"{ONE}@meetings.museminder"
    assert (was["sequence"], now["sequence"]) == (3, 4)


def test_cancelled_meeting_is_marked():
    (off,) = events(meeting(is_cancelled=True, note="Winter break"))
    assert (off["status"], off["description"]) == ("CANCELLED", "Winter break")


def test_what_people_wrote_cannot_become_lines_of_the_file():
    evil = "Tap; Jazz, 'A\\B'\r\nBEGIN:VEVENT\nSUMMARY:x\x00\x1b"
    text = render_feed([meeting(summary=evil)], name="x\nX-EVIL:1", zone=NEW_YORK, stamped_at=STAMP)
    lines = text.replace(b"\r\n ", b"").split(b"\r\n")
    assert [line for line in lines if line.startswith((b"X-EVIL", b"SUMMARY:x"))] == []
    assert lines.count(b"BEGIN:VEVENT") == 1
    assert events(meeting(summary=evil))[0]["summary"] == "Tap; Jazz, 'A\\B'\nBEGIN:VEVENT\nSUMMARY:x"


def test_long_lines_are_folded_at_75_octets():
    text = render_feed(
        [meeting(summary="Ensayo de la Niña Peñaloza " * 9)], name="x", zone=NEW_YORK, stamped_at=STAMP
    )
    assert max(len(line) for line in text.split(b"\r\n")) <= 75


def test_empty_feed_is_a_calendar():
    assert [part.name for part in read().walk()] == ["VCALENDAR"]
