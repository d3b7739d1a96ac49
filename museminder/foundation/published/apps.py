from django.apps import AppConfig


class PublishedConfig(AppConfig):
    name = "museminder.foundation.published"
    label = "published"
    verbose_name = "What anyone may read"

    def ready(self) -> None:
        from museminder.foundation.published import prices  # noqa: F401, PLC0415  models first
