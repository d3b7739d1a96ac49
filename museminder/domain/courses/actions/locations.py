"""Locations: the studio's buildings."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from museminder.domain.courses.models import Location
from museminder.domain.courses.rules.names import check_name
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def create_location(*, name: str, by: Actor, at: datetime) -> Location:
    """Add a building. Raises ``Refused`` for a name that is empty or taken."""
    with transaction.atomic(using=current_site()):
        location = Location(name=check_name(Location.objects.all(), name))
        location.save(force_insert=True)
        record_change("courses.location.created", of=location, by=by, at=at)
        return location


def edit_location(*, location_id: UUID, name: str, is_active: bool, by: Actor, at: datetime) -> Location:
    """Rename a building, or retire it: its rooms are no longer offered. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        location = Location.objects.select_for_update().get(id=location_id)
        location.name = check_name(Location.objects.all(), name, but=location.id)
        location.is_active = is_active
        location.save()
        record_change("courses.location.edited", of=location, by=by, at=at)
        return location
