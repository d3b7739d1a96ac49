"""An account: one person who can sign in, whatever the number of studios they belong to."""

from __future__ import annotations

import unicodedata
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from museminder.primitives.clock import now
from museminder.primitives.ids import uuid7


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their e-mail address, in whatever case it was typed."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """A person's sign-in. What they may do in a studio is a membership, which lives in that studio."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    display_name = models.CharField(max_length=120, blank=True)
    locale = models.CharField(max_length=12, default="en")
    is_active = models.BooleanField(default=True)
    # Runs MuseMinder itself: enters the operator site, which shows counts and never a studio's rows.
    is_operator = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now, editable=False)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="account_email_is_lower_case", condition=models.Q(email=Lower("email"))
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()

    def save(self, *args: object, **options: object) -> None:
        self.email = self.email.lower()
        super().save(*args, **options)  # type: ignore[arg-type]

    # However a keyboard composes an accent, it is the same password.
    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password and unicodedata.normalize("NFC", raw_password))

    def check_password(self, raw_password: str) -> bool:
        return super().check_password(unicodedata.normalize("NFC", raw_password))
