"""The letter is in the studio's language, and a guardian's says nothing about closing the school."""

from __future__ import annotations

from datetime import date

from museminder.domain.privacy.formats.change_letters import change_letter
from museminder.domain.privacy.models import ChangeOfControl
from museminder.domain.privacy.queries.changes_of_control import Reached
from museminder.foundation.tenancy.context import current_entry
from museminder.primitives.ids import uuid7
from tests.schools import School


def test_a_guardian_is_offered_their_own_ways_out(school: School) -> None:
    change = ChangeOfControl(taken_over_by="Harbor", what_changes="Letters", effective_on=date(2099, 1, 31))
    with school.inside(school.owner):
        entry = current_entry()
        letter = change_letter(change, entry, Reached(uuid7(), "gwen@example.com", as_owner=False))

    assert (letter.to, "Harbor on Jan. 31, 2099" in letter.body) == (["gwen@example.com"], True)
    assert [f"/{school.slug}/{path}" in letter.body for path in ("privacy/exports/", "leaving/exports/")] == [
        True,
        False,
    ]
