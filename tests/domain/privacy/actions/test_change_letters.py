"""Every owner and every guardian with an account gets one letter, and its links open their pages."""

from __future__ import annotations

import re

from museminder.domain.privacy.tasks import tell_of_change_of_control_in_every_studio
from museminder.primitives.clock import now
from tests.browsing import get
from tests.factories.changes_of_control import make_change
from tests.factories.people import make_family, make_guardian, make_staff_member
from tests.schools import School
from tests.sites.studio.switching.test_imports import work


def links(letter) -> list[str]:
    """Addresses inside the studio; the last of a letter is on the public site."""
    found = re.findall(r"https://\S+", letter.body)[:-1]
    return [link.split("localhost")[1].split("/", 2)[2] for link in found]


def test_everybody_hears_of_it_once_and_is_led_to_the_ways_out(live_school: School, mailoutbox) -> None:
    guardian = live_school.add_person("Gwen", "guardian")
    with live_school.inside(live_school.owner):
        make_staff_member(live_school, "Honora", live_school.owner, email="honora@example.com")
        make_staff_member(
            live_school, "Ines", live_school.add_person("Ines", "instructor"), email="i@example.com"
        )
        for family in (make_family(live_school), make_family(live_school, "Other")):
            make_guardian(live_school, family, "Gwen", guardian, email="gwen@example.com")
        make_guardian(live_school, family, "Paper", email="paper@example.com")
    make_change()
    mailoutbox.clear()
    for _time in range(2):
        tell_of_change_of_control_in_every_studio(int(now().timestamp()))
        work()
    ours, theirs = sorted(mailoutbox, key=lambda letter: letter.to, reverse=True)
    opened = [get(live_school.owner, live_school, link).status_code for link in links(ours)]
    opened += [get(guardian, live_school, link).status_code for link in links(theirs)]

    assert (ours.to, theirs.to) == (["honora@example.com"], ["gwen@example.com"])
    assert (len(links(ours)), links(theirs)) == (3, ["privacy/exports/", "privacy/"])
    assert opened == [200] * 5
