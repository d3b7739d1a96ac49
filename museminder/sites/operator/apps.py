from django.apps import AppConfig


class OperatorSiteConfig(AppConfig):
    name = "museminder.sites.operator"
    label = "operator_site"
