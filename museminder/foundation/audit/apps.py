from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "museminder.foundation.audit"
    label = "audit"
    verbose_name = "Who changed what"
