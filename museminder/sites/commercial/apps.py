from django.apps import AppConfig


class CommercialSiteConfig(AppConfig):
    name = "museminder.sites.commercial"
    label = "commercial_site"
