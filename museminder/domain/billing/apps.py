from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "museminder.domain.billing"
    label = "billing"
