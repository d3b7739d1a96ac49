"""What leaves the house, and the watch over it."""

from django.apps import AppConfig


class OutsideConfig(AppConfig):
    name = "museminder.foundation.outside"
    label = "outside"
    verbose_name = "What leaves the house"

    def ready(self) -> None:
        """Every process of the program is watched from its start: a page, a job, a command."""
        from museminder.foundation.outside.guarding import watch  # noqa: PLC0415  settings are read there

        watch()
