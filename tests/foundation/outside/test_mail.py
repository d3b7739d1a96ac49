"""Mail leaves through the registered server only, encrypted unless it stays on this computer."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from museminder.foundation.outside.contacts import Contact, no_longer, on_contact
from museminder.foundation.outside.mail import EmailBackend, letter_about
from museminder.foundation.outside.register import Refused
from tests.counterparts.certificates import TestCertificates, make_certificates
from tests.counterparts.smtp import running_sink

MARIA = UUID(int=41)
RELAY = {"name": "Northmail", "hosts": ["smtp.northmail.example"], "contract_until": "2040-01-01"}


@pytest.fixture
def contacts() -> Iterator[list[Contact]]:
    heard: list[Contact] = []
    on_contact(heard.append)
    yield heard
    no_longer(heard.append)


def letters(count: int) -> list[EmailMessage]:
    return [
        letter_about(
            EmailMessage(f"Letter {n}", "See your page.", "office@clerestory.example", ["maria@example.com"]),
            MARIA,
        )
        for n in range(count)
    ]


@pytest.mark.usefixtures("database")
def test_mail_to_this_computer_arrives_encrypted_and_every_letter_is_recorded(
    tmp_path: Path, certificates: TestCertificates, settings: Settings, contacts: list[Contact]
) -> None:
    settings.MUSEMINDER_EXTRA_CA = certificates.authority
    with running_sink(tmp_path, certificates) as sink:
        backend = EmailBackend(host="127.0.0.1", port=sink.port, use_tls=True)
        sent = backend.send_messages(letters(3))
        came = sink.messages()

    assert (sent, [mail["subject"] for mail in came]) == (3, ["Letter 2", "Letter 1", "Letter 0"])
    assert [(contact.third_party, contact.what) for contact in contacts] == [("mail", "letter")] * 3
    assert min(contact.size for contact in contacts) > 100


def test_a_mail_server_of_another_authority_is_not_believed(
    tmp_path: Path, certificates: TestCertificates, settings: Settings
) -> None:
    settings.MUSEMINDER_EXTRA_CA = make_certificates(tmp_path / "stranger").authority
    with running_sink(tmp_path / "mails", certificates) as sink:
        backend = EmailBackend(host="127.0.0.1", port=sink.port, use_tls=True)
        with pytest.raises(ssl.SSLCertVerificationError):
            backend.send_messages(letters(1))
        backend.close()

        assert sink.messages() == []


def test_an_unregistered_mail_server_is_refused_before_anything_is_recorded(contacts: list[Contact]) -> None:
    for send in (lambda mail: mail.open(), lambda mail: mail.send_messages(letters(1))):
        with pytest.raises(Refused) as refusal:
            send(EmailBackend(host="smtp.northmail.example", use_tls=True))
        assert str(refusal.value) == "smtp.northmail.example is not in the register of third parties."
    assert contacts == []


def test_a_third_party_for_something_else_carries_no_mail(settings: Settings) -> None:
    settings.MUSEMINDER_THIRD_PARTIES = {"mail": RELAY}

    with pytest.raises(Refused) as refusal:
        EmailBackend(host="api.stripe.com", use_tls=True).open()

    assert str(refusal.value) == "api.stripe.com is registered, but not to carry mail."


def test_mail_that_leaves_this_computer_must_be_encrypted(settings: Settings) -> None:
    settings.MUSEMINDER_THIRD_PARTIES = {"mail": RELAY}

    with pytest.raises(Refused) as refusal:
        EmailBackend(host="smtp.northmail.example", use_tls=False, use_ssl=False).open()

    assert str(refusal.value) == (
        "Mail to smtp.northmail.example must be encrypted: set EMAIL_USE_TLS or EMAIL_USE_SSL."
    )


def test_a_registered_server_is_really_called(settings: Settings) -> None:
    settings.MUSEMINDER_THIRD_PARTIES = {"mail": RELAY}

    with pytest.raises(OSError):  # noqa: PT011 - whatever an unresolvable name raises, it was tried
        EmailBackend(host="smtp.northmail.example", use_tls=True, timeout=3).open()


def test_an_ended_contract_stops_the_mail(settings: Settings) -> None:
    settings.MUSEMINDER_THIRD_PARTIES = {"mail": {**RELAY, "contract_until": "2026-01-01"}}

    with pytest.raises(Refused, match="The contract with Northmail ended on 2026-01-01"):
        EmailBackend(host="smtp.northmail.example", use_tls=True).open()
