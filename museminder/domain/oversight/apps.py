from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "museminder.domain.oversight"
    label = "oversight"
