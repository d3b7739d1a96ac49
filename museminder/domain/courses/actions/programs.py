"""Programs: how a studio groups its courses."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from museminder.domain.courses.models import Program
from museminder.domain.courses.rules.names import check_name
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def create_program(*, name: str, kind: str, by: Actor, at: datetime) -> Program:
    """Begin a program; ``kind`` (music, dance, art, choir, event) is its color on the calendar.

    Raises ``Refused`` for a name that is empty or taken.
    """
    with transaction.atomic(using=current_site()):
        program = Program(name=check_name(Program.objects.all(), name), kind=kind)
        program.save(force_insert=True)
        record_change("courses.program.created", of=program, by=by, at=at)
        return program


def edit_program(
    *, program_id: UUID, name: str, kind: str, is_active: bool, by: Actor, at: datetime
) -> Program:
    """Rename a program, change its color, or retire it (its courses stay). Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        program = Program.objects.select_for_update().get(id=program_id)
        program.name = check_name(Program.objects.all(), name, but=program.id)
        program.kind, program.is_active = kind, is_active
        program.save()
        record_change("courses.program.edited", of=program, by=by, at=at)
        return program
