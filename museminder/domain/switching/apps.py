from django.apps import AppConfig


class SwitchingConfig(AppConfig):
    name = "museminder.domain.switching"
    label = "switching"
