from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "museminder.domain.oversight"
    label = "oversight"

    def ready(self) -> None:
        from museminder.domain.oversight.actions import publications  # noqa: F401, PLC0415  models first
