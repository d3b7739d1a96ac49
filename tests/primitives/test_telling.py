"""What is written down about the program's own running, and what cannot be."""

from __future__ import annotations

import json
import logging
from datetime import date
from uuid import UUID

import pytest

from museminder.primitives.telling import FACTS, LOGGER, Lines, described, tell, tell_silence

NAME, BORN, CARD = "Wilhelmina Osei", "2016-02-29", "4111 1111 1111 1111"


def line_of(record: logging.LogRecord) -> dict[str, object]:
    return dict(json.loads(Lines().format(record)))


def test_an_event_of_ours_is_a_line_with_its_facts(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, LOGGER):
        tell("job done", task="billing.post_month", job_id=7, studio_id=3, duration_ms=12.5)

    (record,) = caplog.records
    line = line_of(record)
    assert line.pop("at") is not None
    assert line == {
        "level": "info",
        "event": "job done",
        "task": "billing.post_month",
        "job_id": 7,
        "studio_id": 3,
        "duration_ms": 12.5,
    }


@pytest.mark.parametrize("facts", [{"name": NAME}, {"route": NAME}, {"studio_id": NAME}, {"count": date.min}])
def test_a_fact_about_a_person_cannot_be_written_down(facts: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        tell("looked", **facts)


def test_ids_and_nothing_are_facts(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, LOGGER):
        tell("looked", job_id=UUID(int=1), studio_id=None, site="member")
    assert line_of(caplog.records[0])["job_id"] == str(UUID(int=1))


def test_what_a_library_says_is_told_by_its_place_alone(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("somewhere.else").warning("%s was born on %s", NAME, BORN)
    logging.getLogger(LOGGER).warning(f"pays with {CARD}")  # noqa: G004  as somebody in a hurry would write it

    written = [Lines().format(record) for record in caplog.records]
    assert [json.loads(each)["event"] for each in written] == ["somewhere.else", LOGGER]
    assert [json.loads(each)["where"].partition(":")[0] for each in written] == ["test_telling"] * 2
    assert not any(secret in each for each in written for secret in (NAME, BORN, CARD))


def test_a_silence_is_told_with_its_kind_but_not_its_words(caplog: pytest.LogCaptureFixture) -> None:
    tell_silence(ConnectionError(f"{NAME} was being read"))

    line = line_of(caplog.records[0])
    assert (line["event"], line["exception"]) == ("museminder.silence", "builtins.ConnectionError")
    assert NAME not in json.dumps(line)


def test_an_exception_is_told_by_its_kind_and_way() -> None:
    def refuse() -> None:
        raise ValueError(f"{NAME} {BORN}")

    with pytest.raises(ValueError, match=NAME) as caught:
        refuse()
    record = logging.LogRecord("django.request", logging.ERROR, "x", 1, NAME, (), caught._excinfo)
    line = line_of(record)

    assert line["exception"] == "builtins.ValueError"
    assert str(line["through"][-1]).endswith(" refuse")  # type: ignore[index]
    assert NAME not in json.dumps(line)


def test_the_code_of_postgresql_is_told() -> None:
    class Conflict(Exception):
        sqlstate = "23505"

    problem = RuntimeError("it said: Key (email)=(maria@example.com) already exists")
    problem.__cause__ = Conflict()

    assert described(problem)["sqlstate"] == "23505"


def test_a_word_is_short_and_plain() -> None:
    assert {"route", "status"} <= FACTS
    with pytest.raises(TypeError):
        tell("answered", route="x" * 121)
    with pytest.raises(TypeError):
        tell("answered", route="families/?q=Osei&x")
