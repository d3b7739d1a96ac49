from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "museminder.domain.courses"
    label = "courses"
