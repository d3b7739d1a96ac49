"""One address says where letters go, and no way that others can read along is taken."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from museminder.config.mail import MailServer, mail_server


@pytest.mark.parametrize(
    ("address", "server"),
    [
        (
            "smtps://me%40a:p%2Fw@mail.a.example",
            MailServer("mail.a.example", 465, "me@a", "p/w", False, True),
        ),
        ("smtp+starttls://mail.a.example", MailServer("mail.a.example", 587, "", "", True, False)),
        ("smtp+starttls://mail.a.example:2587", MailServer("mail.a.example", 2587, "", "", True, False)),
        ("smtp://localhost", MailServer("localhost", 25, "", "", False, False)),
    ],
)
def test_an_address_says_where_and_how(address: str, server: MailServer) -> None:
    assert mail_server(address) == server


@pytest.mark.parametrize("address", ["", "mail.a.example", "http://mail.a.example", "smtps://"])
def test_what_is_no_address_of_a_mail_server_is_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MUSEMINDER_MAIL_URL"):
        mail_server(address)


def test_another_computer_is_never_spoken_to_in_the_clear() -> None:
    with pytest.raises(ImproperlyConfigured, match="must be encrypted"):
        mail_server("smtp://mail.a.example")


def test_nobody_reads_the_password_in_an_error() -> None:
    assert "secret" not in repr(mail_server("smtps://me:secret@mail.a.example"))
