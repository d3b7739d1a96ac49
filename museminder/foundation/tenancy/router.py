"""Which database role reads which model."""

from __future__ import annotations

from typing import Any

from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.fields import studio_field

IDENTITY_APPS = frozenset({"identity", "auth", "sessions", "account", "mfa", "contenttypes", "sites"})


class SiteRouter:
    """Studio tables go through the site being served; accounts, sessions and the like through ``default``."""

    def _alias(self, model: Any) -> str | None:
        if studio_field(model) is None and model._meta.app_label in IDENTITY_APPS:
            return "default"
        if model._meta.app_label == "procrastinate":
            return "queue"
        return current_site()

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return self._alias(model)

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        return self._alias(model)

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"
