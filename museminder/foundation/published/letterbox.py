"""The one thing the public site may write: a letter into a box that it cannot look into."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date
from enum import StrEnum

from django.conf import settings
from psycopg import DatabaseError

from museminder.foundation.published.connecting import COMMERCIAL, public_connection
from museminder.primitives.ids import uuid7

TOO_MANY = "MM429"
_PUT = """
insert into published.letter (id, kind, email, studio_name, message, language, visitor)
values (%s, %s, %s, %s, %s, %s, %s)
"""


class Kind(StrEnum):
    """What a visitor writes for."""

    SIGN_UP = "sign_up"
    QUESTION = "question"
    PRIVACY = "privacy"


class TooMany(Exception):
    """More letters came from there within the hour than are taken."""


def put_letter(
    *, kind: Kind, email: str, visitor: str, language: str, studio_name: str = "", message: str = ""
) -> None:
    """Put a visitor's letter into the box; the worker takes it from there.

    ``visitor`` is what ``visitor_of`` gives. A fourth letter of a kind to one address within a day is left out without
    a word. Raises ``TooMany``, ``PublicSilent``.
    """
    row = [uuid7(), kind.value, email, studio_name, message, language, visitor]
    try:
        with public_connection(COMMERCIAL) as connection:
            connection.execute(_PUT, row)
    except DatabaseError as refusal:
        if refusal.sqlstate == TOO_MANY:
            raise TooMany from refusal
        raise


def visitor_of(neighborhood: str, *, on: date) -> str:
    """A name for a neighborhood of internet addresses on one day, from which the addresses cannot be found: 64 signs.

    Nobody is recognized on another day.
    """
    key = hashlib.sha256(f"visitors {settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, f"{on.isoformat()} {neighborhood}".encode(), hashlib.sha256).hexdigest()
