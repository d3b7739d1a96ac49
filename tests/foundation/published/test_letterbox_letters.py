"""Letters of visitors: written by a site that cannot read them, taken once, answered, and forgotten."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from museminder.foundation.published.desk import Refused, answer_letter, letters, settle_letter
from museminder.foundation.published.letterbox import Kind, TooMany, put_letter, visitor_of
from museminder.foundation.published.models import Letter
from museminder.foundation.published.receiving import answer_letters, forget_letters, take_letters
from museminder.primitives.actor import PROGRAM
from tests.databases import TestDatabase
from tests.publics import Public

NOON = datetime(2026, 5, 20, 16, 0, tzinfo=UTC)
HERE, THERE = (visitor_of(each, on=NOON.date()) for each in ("192.0.2.0/24", "198.51.100.0/24"))


def put(
    email: str = "ida@example.com",
    *,
    kind: Kind = Kind.SIGN_UP,
    visitor: str = HERE,
    message: str = "",
    language: str = "en",
) -> None:
    name = "Maple Street Music" if kind is Kind.SIGN_UP else ""
    put_letter(kind=kind, email=email, visitor=visitor, language=language, studio_name=name, message=message)


def test_a_sign_up_is_answered_with_the_way_to_open_a_studio(
    live_database: TestDatabase, public: Public, mailoutbox
) -> None:
    put(language="es")

    assert (take_letters(at=NOON), take_letters(at=NOON)) == (1, 0)
    [letter] = mailoutbox
    assert letter.to == ["ida@example.com"]
    assert letter.subject == "Abra Maple Street Music en MuseMinder"
    assert "https://studio.localhost:8443/studios/create/?name=Maple+Street+Music\n" in letter.body
    [kept] = letters()
    assert (kept.kind, kept.settled_at, kept.settled_as) == ("sign_up", NOON, "letter")
    assert public.do("select count(*) from published.letter") == [(0,)]


def test_a_letter_met_twice_is_noted_once(live_database: TestDatabase, public: Public, mailoutbox) -> None:
    put()
    [row] = public.do("select id, kind, email, visitor from published.letter")
    take_letters(at=NOON)
    public.do("alter table published.letter disable trigger all")
    public.do("insert into published.letter (id, kind, email, visitor) values (%s, %s, %s, %s)", row)
    public.do("alter table published.letter enable trigger all")

    assert take_letters(at=NOON) == 1
    assert (Letter.objects.using("worker").count(), len(mailoutbox)) == (1, 1)


def test_a_letter_that_cannot_be_sent_is_tried_again_later(
    live_database: TestDatabase, public: Public, mailoutbox, settings
) -> None:
    good, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "no.such.Backend"
    put()
    take_letters(at=NOON)
    settings.EMAIL_BACKEND = good

    soon, later = (answer_letters(at=NOON + timedelta(minutes=minutes)) for minutes in (4, 6))
    assert (soon, later, len(mailoutbox)) == (0, 1, 1)


def test_a_question_waits_for_the_desk_which_answers_it(
    live_database: TestDatabase, public: Public, mailoutbox
) -> None:
    put(kind=Kind.QUESTION, message="Do you print programs?")
    take_letters(at=NOON)
    [waiting] = letters()
    answer_letter(letter_id=waiting.pk, text="Not yet.", by=PROGRAM, at=NOON)
    take_letters(at=NOON)

    [letter] = mailoutbox
    assert letter.body == "Not yet.\n\nYou wrote:\n\nDo you print programs?\n"
    with pytest.raises(Refused):
        settle_letter(letter_id=waiting.pk, how="by telephone", by=PROGRAM, at=NOON)


def test_letters_are_forgotten_ninety_days_after_they_were_settled(
    live_database: TestDatabase, public: Public
) -> None:
    put(kind=Kind.QUESTION, message="Hello")
    put(kind=Kind.QUESTION, message="Hello again")
    take_letters(at=NOON)
    settle_letter(letter_id=letters()[0].pk, how="no answer needed", by=PROGRAM, at=NOON)

    assert [forget_letters(at=NOON + timedelta(days=days)) for days in (90, 91)] == [0, 1]
    assert [letter.message for letter in letters()] == ["Hello again"]


def test_a_sixth_letter_of_a_neighborhood_within_the_hour_is_refused(public: Public) -> None:
    for number in range(5):
        put(f"ida{number}@example.com")
    with pytest.raises(TooMany):
        put("somebody.else@example.com")
    put("somebody.else@example.com", visitor=THERE)

    assert public.do("select count(*) from published.letter") == [(6,)]


def test_a_fourth_letter_to_one_address_is_left_out_without_a_word(public: Public) -> None:
    for number in range(4):
        put("Ida@example.com" if number % 2 else "ida@example.com")

    assert public.do("select count(*) from published.letter") == [(3,)]


def test_a_neighborhood_is_another_one_tomorrow() -> None:
    days = [visitor_of("192.0.2.0/24", on=date(2026, 5, day)) for day in (20, 20, 21)]

    assert (days[0] == days[1], days[0] == days[2], len(days[0])) == (True, False, 64)
