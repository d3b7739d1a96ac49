from django.apps import AppConfig


class OutsideConfig(AppConfig):
    name = "museminder.foundation.outside"
    label = "outside"
    verbose_name = "What leaves the house"
