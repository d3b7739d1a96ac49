from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "museminder.domain.privacy"
    label = "privacy"
