"""The school that is MuseMinder's client."""

from __future__ import annotations

import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from museminder.foundation.tenancy.access import Access

OWN_STUDIO = "id = (SELECT sec.studio())"


def validate_time_zone(name: str) -> None:
    """Refuse a time zone that the time-zone database does not know."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError("This is not a time zone we know, such as America/New_York.")


class Studio(models.Model):
    """A school of music, dance or art: everything else belongs to exactly one."""

    id = models.BigAutoField(primary_key=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60, default="America/New_York", validators=[validate_time_zone])
    currency = models.CharField(max_length=3, default="USD", validators=[RegexValidator(r"^[A-Z]{3}$")])
    region = models.CharField(max_length=2, default="US", validators=[RegexValidator(r"^[A-Z]{2}$")])
    locale = models.CharField(max_length=12, default="en")
    accent = models.CharField(max_length=20, default="verdigris")
    email = models.EmailField(blank=True)
    opened_at = models.DateTimeField()
    closing_at = models.DateTimeField(
        null=True, blank=True
    )  # read only since then; until closed_at it can reopen
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"), name="studio_slug"
            ),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="studio_currency"),
            Access(role="studio", name="studio_studio", to="select, update", where=OWN_STUDIO),
            Access(role="member", name="studio_member", to="select", where=OWN_STUDIO),
            Access(
                role="worker",
                name="studio_worker",
                to="select, update (closing_at, closed_at)",
                where=OWN_STUDIO,
            ),
            Access(role="accounts", name="studio_accounts", to="select", where="true"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The studio's time zone."""
        return zoneinfo.ZoneInfo(self.time_zone)
