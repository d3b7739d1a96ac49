"""A browser in which somebody is, or is about to be, signed in on one site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

if TYPE_CHECKING:
    from museminder.foundation.identity.sessions import SessionStore


class Session(AbstractBaseSession):
    """One signed-in browser; it ends when its time is over or somebody ends it.

    ``session_key`` is the SHA-256 (hex) of what the cookie holds, so whoever reads this table can enter
    nowhere.
    """

    session_key = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(
        "identity.Account", null=True, blank=True, on_delete=models.CASCADE, related_name="sessions"
    )
    site = models.CharField(max_length=12)
    # Whether a passkey, an authenticator app or a recovery code was shown, not only a password.
    second_factor = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    # Only to ten minutes: enough to recognize a browser, too little to follow a person.
    last_seen_at = models.DateTimeField()
    browser = models.CharField(max_length=60, blank=True)
    # The neighborhoods it was used from by somebody who showed who they are; none if no browser began it.
    address_prefix = models.CharField(max_length=250, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[BaseSessionManager[Any]] = BaseSessionManager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="session_of_account", fields=["account", "expire_date"]),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="session_site_is_known",
                condition=models.Q(site__in=["commercial", "studio", "member", "operator"]),
            ),
        ]

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        from museminder.foundation.identity.sessions import SessionStore  # noqa: PLC0415  it stores this model

        return SessionStore
