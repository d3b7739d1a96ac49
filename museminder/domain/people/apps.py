from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "museminder.domain.people"
    label = "people"
