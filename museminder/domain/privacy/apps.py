from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "museminder.domain.privacy"
    label = "privacy"

    def ready(self) -> None:
        from museminder.domain.privacy.actions import publications  # noqa: F401, PLC0415  models first
