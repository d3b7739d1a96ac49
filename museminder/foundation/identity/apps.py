"""The identity area as Django knows it."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "museminder.foundation.identity"
    label = "identity"
    verbose_name = "Identity"

    def ready(self) -> None:
        from museminder.foundation.identity import (  # noqa: PLC0415  models first
            opening_letters,  # noqa: F401
            personal_data,  # noqa: F401
            signals,  # noqa: F401
        )
