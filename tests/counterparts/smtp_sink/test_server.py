"""The mail sink takes every mail, shows it, and keeps it as it came."""

import email.policy
import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from tests.counterparts.certificates import TestCertificates
from tests.counterparts.smtp import RunningSink, running_sink


@pytest.fixture(scope="module")
def one_sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSink]:
    with running_sink(tmp_path_factory.mktemp("mails")) as running:
        yield running


@pytest.fixture
def sink(one_sink: RunningSink) -> Iterator[RunningSink]:
    yield one_sink
    httpx.delete(one_sink.listing, trust_env=False)


def letter(number: int = 1, to: str = "maria@example.com") -> EmailMessage:
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"], message["To"] = "office@clerestory.example", to
    message["Subject"] = f"Žofia, your invitation {number}"
    message.set_content(f"Hello,\r\nopen https://member.localhost:8443/invitation/{number}?t=abc today.\r\n")
    message.add_alternative(f"<p>Invitation {number}</p>", subtype="html")
    message.set_boundary("parts")  # or each time it is written another one would be made up
    return message


def post(sink: RunningSink, *letters: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", sink.port) as server:
        for message in letters:
            server.send_message(message)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_list_shows_what_came_newest_first(sink: RunningSink, count: int) -> None:
    post(sink, *(letter(number) for number in range(1, count + 1)))

    assert [mail["subject"] for mail in sink.messages()] == [
        f"Žofia, your invitation {number}" for number in range(count, 0, -1)
    ]


def test_a_mail_is_shown_with_its_text_and_links_and_kept_as_it_came(sink: RunningSink) -> None:
    sent = letter(7)
    post(sink, sent)

    [mail] = sink.messages()
    original = httpx.get(f"{sink.listing.removesuffix('.json')}/{mail['id']}.eml", trust_env=False)

    assert (mail["from"], mail["to"]) == ("office@clerestory.example", ["maria@example.com"])
    assert mail["links"] == ["https://member.localhost:8443/invitation/7?t=abc"]
    assert mail["html"].strip() == "<p>Invitation 7</p>"
    assert original.content == sent.as_bytes()


def test_the_list_of_one_recipient(sink: RunningSink) -> None:
    post(sink, letter(1, "Maria@example.com"), letter(2, "jonas@example.com"))

    assert [mail["to"] for mail in sink.messages("maria@EXAMPLE.com")] == [["Maria@example.com"]]


@pytest.mark.parametrize("mail_id", ["20260101T000000-000000", "..%2F..%2Fetc%2Fpasswd", "x"])
def test_what_is_not_a_mail_is_not_shown(sink: RunningSink, mail_id: str) -> None:
    address = f"{sink.listing.removesuffix('.json')}/{mail_id}.eml"

    assert httpx.get(address, trust_env=False).status_code == 404


def test_with_a_certificate_mail_comes_encrypted_only(tmp_path: Path, certificates: TestCertificates) -> None:
    with running_sink(tmp_path, certificates) as sink:
        with pytest.raises(smtplib.SMTPException):
            post(sink, letter())

        assert sink.messages() == []
