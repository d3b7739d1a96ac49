"""Signing a studio up: two fields, one answer for everybody, nothing typed is lost."""

from __future__ import annotations

from django.test import Client

from tests.publics import Public

GOOD = {"studio_name": "Maple Street Music", "email": "ida@example.com"}


def send(path: str, **typed: str):
    return Client(headers={"host": "localhost"}).post(path, typed, secure=True)


def test_whatever_the_address_the_answer_is_the_same(public: Public) -> None:
    answers = [
        send("/sign-up/", **GOOD | {"email": email}) for email in ("ida@example.com", "new@example.com")
    ]

    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {
        (302, "/sign-up/sent/")
    }
    kept = public.do("select kind, studio_name, email, language from published.letter order by received_at")
    assert kept == [
        ("sign_up", "Maple Street Music", "ida@example.com", "en"),
        ("sign_up", "Maple Street Music", "new@example.com", "en"),
    ]


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(public: Public) -> None:
    answer = send("/sign-up/", studio_name="Card 4111 1111 1111 1111", email="ida@")
    body = answer.content.decode()

    assert answer.status_code == 422
    assert body.count('class="field-error"') == 2
    assert 'value="Card 4111 1111 1111 1111"' in body
    assert 'value="ida@"' in body
    assert public.do("select count(*) from published.letter") == [(0,)]


def test_too_many_from_one_place_are_told_to_wait_with_what_they_typed(public: Public) -> None:
    statuses = [send("/sign-up/", **GOOD | {"email": f"{n}@example.com"}).status_code for n in range(5)]
    refused = send("/sign-up/", **GOOD)

    assert (statuses, refused.status_code) == ([302] * 5, 429)
    assert 'value="Maple Street Music"' in refused.content.decode()


def test_what_happens_next_is_said(ask) -> None:
    assert "A letter is on its way" in ask("/sign-up/sent/").content.decode()
