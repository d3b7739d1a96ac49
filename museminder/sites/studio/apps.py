from django.apps import AppConfig


class StudioSiteConfig(AppConfig):
    name = "museminder.sites.studio"
    label = "studio_site"
