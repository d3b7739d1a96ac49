from django.apps import AppConfig


class LeavingConfig(AppConfig):
    name = "museminder.domain.leaving"
    label = "leaving"
