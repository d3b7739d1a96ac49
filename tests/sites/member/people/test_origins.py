"""Where a fact came from, in a family's words."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from museminder.domain.people.models import Origin, Source
from museminder.sites.member.people.origins import origin_words

ME, ANOTHER = UUID(int=1), UUID(int=2)
THEN = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("source", "by", "begins"),
    [
        (Source.GUARDIAN, ME, "From you, "),
        (Source.GUARDIAN, ANOTHER, "From a guardian, "),
        (Source.STUDENT, ANOTHER, "From the student, "),
        (Source.STUDIO, ANOTHER, "From your school, "),
        (Source.IMPORT, ANOTHER, "From your school, imported "),
        (Source.ACCEPTED, ME, "Suggested by postal rules and accepted, "),
    ],
)
def test_who_said_it_stands_before_the_day(source, by, begins):
    said = origin_words(Origin(source, THEN, by, "families.csv"), ME)
    assert (said.startswith(begins), "2026" in said, "families.csv" in said) == (True, True, False)


def test_what_was_written_before_says_so():
    assert origin_words(None, ME) == "Written before MuseMinder kept where things come from"
