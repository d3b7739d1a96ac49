from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "museminder.foundation.vault"
    label = "vault"
    verbose_name = "What is kept sealed"
