"""Mail as it really comes: odd alphabets, another address to answer to, no words at all."""

from __future__ import annotations

import pytest

from museminder.foundation.published.models import Letter
from museminder.foundation.published.received_mail import MOST_SIGNS, Taken, receive_mail
from tests.schools import NOON, School

FROM = b"From: Ida <ida@example.com>\n"


@pytest.mark.parametrize(
    ("mail", "email", "message"),
    [
        (FROM + b"Reply-To: parent@example.org\n\nHi", "parent@example.org", "Hi"),
        (FROM + b"Content-Type: text/plain; charset=latin-1\n\nadi\xf3s", "ida@example.com", "adiós"),
        (FROM + b"Content-Type: text/plain; charset=no-such\n\nHi\xff", "ida@example.com", "Hi\ufffd"),
        (FROM + b"Subject: =?utf-8?b?////?=\n\nHi", "ida@example.com", None),
        (FROM + b"Content-Type: image/png\n\nxx", "ida@example.com", ""),
        (FROM + b"\n" + b"x" * 9_000, "ida@example.com", "x" * MOST_SIGNS),
    ],
)
def test_words_are_kept_whatever_they_are_written_in(
    school: School, mail: bytes, email: str, message: str | None
) -> None:
    became = [receive_mail(mail, at=NOON) for _time in range(2)]
    letter = Letter.objects.using("worker").get()

    assert (became, letter.email) == ([Taken.KEPT, Taken.KNOWN], email)
    assert message is None or letter.message == message
