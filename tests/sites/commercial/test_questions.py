"""Writing to us: a question or a request, and where the answer goes to."""

from __future__ import annotations

from tests.publics import Public
from tests.sites.commercial.test_sign_ups import send


def test_a_request_is_kept_apart_from_a_question(public: Public) -> None:
    for topic in ("question", "privacy"):
        answer = send("/contact/", topic=topic, message="What is held?\nThank you", email="ida@example.com")
        assert (answer.status_code, answer.headers["Location"]) == (302, "/contact/sent/")

    assert public.do("select kind, message, email from published.letter order by received_at") == [
        (topic, "What is held?\nThank you", "ida@example.com") for topic in ("question", "privacy")
    ]


def test_a_card_number_is_refused_and_the_message_stays(public: Public) -> None:
    answer = send(
        "/contact/", topic="question", message="Take 4111111111111111 please", email="a@example.com"
    )

    assert answer.status_code == 422
    assert "Take 4111111111111111 please</textarea>" in answer.content.decode()
    assert public.do("select count(*) from published.letter") == [(0,)]


def test_a_topic_that_nobody_offers_is_refused(public: Public) -> None:
    assert send("/contact/", topic="sign_up", message="Hello", email="a@example.com").status_code == 422


def test_a_link_may_choose_the_topic(ask) -> None:
    body = ask("/contact/?topic=privacy").content.decode()

    [chosen] = [line for line in body.split("<input") if "checked" in line.partition(">")[0]]
    assert 'value="privacy"' in chosen
    assert "has arrived" in ask("/contact/sent/").content.decode()
