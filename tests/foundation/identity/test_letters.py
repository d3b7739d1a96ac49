"""The letter of an invitation."""

from datetime import UTC, datetime

from museminder.foundation.identity.letters import invitation_letter
from museminder.foundation.identity.models import Invitation


def invitation(*roles, name="Odalys O'Brien"):
    return Invitation(
        studio_id=7,
        email="odalys@example.com",
        display_name=name,
        roles=list(roles),
        expires_at=datetime(2026, 6, 3, 16, 0, tzinfo=UTC),
    )


def test_letter_says_who_invites_and_has_one_link():
    letter = invitation_letter(invitation("guardian"), "7.secret", studio_name="Barre & Bow", locale="en")
    assert (letter.subject, letter.to) == ("Barre & Bow invites you", ["odalys@example.com"])
    assert [line for line in letter.body.splitlines() if "https://" in line] == [
        "https://member.localhost:8443/accounts/invitations/7.secret/"
    ]
    assert "Hello Odalys O'Brien," in letter.body


def test_staff_are_led_to_the_studio_site():
    letter = invitation_letter(
        invitation("office", name=""), "7.secret", studio_name="Barre & Bow", locale="en"
    )
    assert "https://studio.localhost:8443/accounts/invitations/7.secret/" in letter.body
    assert letter.body.startswith("Hello,\n")


def test_studio_name_cannot_add_a_header():
    letter = invitation_letter(
        invitation("guardian"), "7.x", studio_name="Barre\nBcc: all@example.com", locale="en"
    )
    assert "\n" not in letter.subject
