"""The letter that invites somebody into a studio."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from museminder.foundation.identity.addresses import invitation_address
from museminder.foundation.identity.models import Invitation
from museminder.foundation.identity.permissions import is_staff


def invitation_letter(invitation: Invitation, token: str, *, studio_name: str, locale: str) -> EmailMessage:
    """The letter, in the studio's language: who invites, the link, how long it works; nothing about a child."""
    context = {
        "name": invitation.display_name,
        "studio_name": studio_name,
        "link": invitation_address(token, for_staff=is_staff(invitation.roles)),
        "expires_at": invitation.expires_at,
    }
    with translation.override(locale):
        subject = render_to_string("identity/invitation_subject.txt", context)
        body = render_to_string("identity/invitation_message.txt", context)
    return EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[invitation.email])
