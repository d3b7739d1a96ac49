from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TenancyConfig(AppConfig):
    name = "museminder.foundation.tenancy"
    label = "tenancy"
    verbose_name = "Studios, kept apart"

    def ready(self) -> None:
        # What each area holds, and what it does when something happens below it.
        autodiscover_modules("personal_data", "reactions")
