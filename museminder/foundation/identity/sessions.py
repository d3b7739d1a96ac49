"""The session engine: Django's sessions, kept so that the table is worth nothing to whoever reads it.

The row is found by the SHA-256 of what the cookie holds, its data are sealed, and it belongs to one site: a
cookie of the member site opens nothing on the studio site. A session lasts a fixed time from sign-in,
whatever is done in it.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction

from museminder.foundation.identity.browsers import with_place
from museminder.foundation.identity.models.session import Session
from museminder.foundation.vault.sealing import CannotOpen, open_text, seal_text
from museminder.primitives.clock import now

SECOND_FACTOR = "identity_second_factor"
_METHODS = "account_authentication_methods"  # where allauth writes down what was shown
SEEN_EVERY = timedelta(minutes=10)


def hash_of(secret: str) -> str:
    """The name under which the database knows a session: SHA-256 of the cookie's value, hex."""
    return sha256(secret.encode()).hexdigest()


class SessionStore(SessionBase):
    """One browser's session on one site."""

    def __init__(
        self,
        session_key: str | None = None,
        *,
        site: str = "studio",
        browser: str = "",
        address_prefix: str = "",
    ) -> None:
        super().__init__(session_key)
        self.site, self.browser, self.address_prefix = site, browser, address_prefix
        self._row: Session | None = None
        self._shown_at = 0.0  # when, as this session was loaded, its holder had last shown again who they are

    @property
    def row(self) -> Session | None:
        """The stored session behind the cookie; None as long as nothing is stored."""
        self._get_session()  # type: ignore[attr-defined]
        return self._row

    def was_seen(self, last: datetime | None, *, at: datetime) -> None:
        """A page was made for this session, whose data it need not read; writes down, now and then, that it was seen.

        ``last`` is when it was written down before.
        """
        self.accessed = True
        if last is not None and at - last >= SEEN_EVERY:
            self._get_session()  # type: ignore[attr-defined]

    # --- reading

    def load(self) -> dict[str, Any]:
        at = now()
        self._row = self._find(at)
        if self._row is None:
            self._session_key = None
            return {}
        if at - self._row.last_seen_at >= SEEN_EVERY:
            Session.objects.filter(pk=self._row.pk).update(last_seen_at=at)
        data = self._open(self._row)
        self._shown_at = _shown_again_at(data)
        return data

    def _find(self, at: datetime) -> Session | None:
        if not self.session_key:
            return None
        return Session.objects.filter(
            session_key=hash_of(self.session_key), site=self.site, revoked_at=None, expire_date__gt=at
        ).first()

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=hash_of(session_key)).exists()

    # --- writing

    def create(self) -> None:
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
        self._row = None
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  as Django calls it
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        facts = {
            "session_data": self._seal(data),
            "account_id": _account_in(data),
            "second_factor": _second_factor_in(data),
        }
        if self._row is not None and _shown_again_at(data) > self._shown_at:
            # Whoever has just shown who they are may go on from here.
            facts |= {
                "browser": self.browser[:60],
                "address_prefix": with_place(self._row.address_prefix, self.address_prefix),
            }
        if must_create:
            self._insert(facts)
        elif not Session.objects.filter(pk=hash_of(self.session_key), revoked_at=None).update(**facts):
            raise UpdateError

    def _insert(self, facts: dict[str, Any]) -> None:
        at = now()
        row = Session(
            session_key=hash_of(str(self.session_key)),
            site=self.site,
            browser=self.browser[:60],
            address_prefix=self.address_prefix,
            created_at=at,
            last_seen_at=at,
            expire_date=at + settings.IDENTITY_SESSION_AGE[self.site],
            **facts,
        )
        try:
            with transaction.atomic(using="default"):
                row.save(force_insert=True)
        except IntegrityError as error:
            raise CreateError from error
        self._row = row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(pk=hash_of(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.filter(expire_date__lt=now()).delete()

    # --- how long

    def get_expiry_age(self, **kwargs: Any) -> int:
        """Seconds until this session ends: what the cookie says, too."""
        return max(0, int((self.get_expiry_date() - now()).total_seconds()))

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        if self._row is not None:
            return self._row.expire_date
        age: timedelta = settings.IDENTITY_SESSION_AGE[self.site]
        return now() + age

    def get_expire_at_browser_close(self) -> bool:
        return False

    def set_expiry(self, value: Any) -> None:
        """The site decides how long a session lasts; what a library asks for is not followed."""

    # --- sealing: until a second factor is set up, its secret waits in here

    def _seal(self, data: dict[str, Any]) -> str:
        return seal_text(json.dumps(data, separators=(",", ":")), self._place())

    def _open(self, row: Session) -> dict[str, Any]:
        try:
            data: dict[str, Any] = json.loads(open_text(row.session_data, self._place()))
        except CannotOpen:
            # The keyset was replaced, such as after a restore: people sign in again.
            self._session_key, self._row = None, None
            return {}
        return data

    def _place(self) -> str:
        return f"-|identity.session.data|{hash_of(str(self.session_key))}"


def _account_in(data: dict[str, Any]) -> UUID | None:
    account = data.get(SESSION_KEY)
    return UUID(str(account)) if account else None


def _shown_again_at(data: dict[str, Any]) -> float:
    """When whoever is signed in last showed again who they are, in seconds since 1970; 0 for never."""
    return max(
        (float(record["at"]) for record in data.get(_METHODS, ()) if record.get("reauthenticated")),
        default=0.0,
    )


def factor_shown_at(session: SessionStore) -> datetime | None:
    """When a second factor was last shown in a session; None for never.

    A session that the command line began has no record of it: it was shown when the session began.
    """
    shown = [float(r["at"]) for r in session.get(_METHODS, ()) if r.get("method") == "mfa"]
    if shown:
        return datetime.fromtimestamp(max(shown), UTC)
    row = session.row
    return row.created_at if row is not None and row.second_factor else None


def _second_factor_in(data: dict[str, Any]) -> bool:
    """Whether whoever is signed in showed more than a password, or has just set up something to show."""
    if SESSION_KEY not in data:
        return False
    return bool(data.get(SECOND_FACTOR)) or any(
        record.get("method") == "mfa" for record in data.get(_METHODS, ())
    )
