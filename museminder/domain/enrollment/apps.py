from django.apps import AppConfig


class EnrollmentConfig(AppConfig):
    name = "museminder.domain.enrollment"
    label = "enrollment"
