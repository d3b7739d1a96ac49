from django.apps import AppConfig


class MemberSiteConfig(AppConfig):
    name = "museminder.sites.member"
    label = "member_site"
