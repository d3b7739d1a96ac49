from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "museminder.domain.consents"
    label = "consents"
    verbose_name = "Consents"
