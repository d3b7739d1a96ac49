from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "museminder.domain.attendance"
    label = "attendance"
