"""Who is written to about a studio or one of its families; addresses with the ids of whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from museminder.domain.people.models import CustodyDenial, Guardian, StaffMember
from museminder.foundation.identity.permissions import Role
from museminder.foundation.tenancy.context import OutsideStudio, current_studio_id
from museminder.foundation.tenancy.models import Studio


def owners() -> dict[str, UUID | None]:
    """The owners of the studio in hand; where none has an address, the studio's own."""
    found = StaffMember.objects.filter(
        membership__ended_at=None, membership__roles__contains=[Role.OWNER.value]
    ).exclude(email="")
    reached: dict[str, UUID | None] = {owner.email: owner.pk for owner in found}
    if not reached:
        studio_id = current_studio_id()
        if studio_id is None:
            raise OutsideStudio("there is no studio in hand")
        studio = Studio.objects.get(pk=studio_id)
        reached = {studio.email: None} if studio.email else {}
    return reached


def guardians_of(family_id: UUID, *, apart_from: Sequence[UUID]) -> dict[str, UUID | None]:
    """The guardians of a family, without whom a denial keeps from one of these students."""
    kept_away = CustodyDenial.objects.filter(student_id__in=apart_from, ended_at=None, guardian__isnull=False)
    found = Guardian.objects.filter(family_id=family_id, is_active=True, merged_into=None)
    found = found.exclude(email="").exclude(pk__in=kept_away.values("guardian_id"))
    return {guardian.email: guardian.pk for guardian in found}
