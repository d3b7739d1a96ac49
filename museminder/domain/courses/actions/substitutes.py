"""Somebody stands in for one meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.moves import hold_fast
from museminder.domain.courses.actions.placing import mark_clashes
from museminder.domain.courses.models import Meeting, MeetingInstructor
from museminder.domain.courses.queries.clashes import find_clashes
from museminder.domain.courses.queries.planning import slot_of
from museminder.domain.courses.rules.clashes import Clash, ClashKind
from museminder.domain.courses.rules.plans import Scope
from museminder.domain.courses.rules.refusals import Refused, check_clashes
from museminder.domain.people.models import StaffMember
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def name_substitute(
    *,
    meeting_id: UUID,
    version: int,
    staff_member_id: UUID,
    instead_of_id: UUID | None = None,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> Meeting:
    """Let somebody stand in at one meeting, for one of its instructors or (None) for all of them.

    Raises ``StalePage``, ``NeedsReason`` if the substitute is asked for elsewhere, ``Refused`` if they are there
    anyway.
    """
    with transaction.atomic(using=current_site()):
        meeting = hold_fast(meeting_id, version, Scope.THIS)
        substitute = StaffMember.objects.get(id=staff_member_id)
        there = set(meeting.instructors.values_list("staff_member_id", flat=True))
        if substitute.id in there:
            raise Refused(_("%(name)s teaches this meeting already.") % {"name": substitute}, "staff_member")
        gone = {instead_of_id} if instead_of_id else there
        clashes = _clashes_of(meeting, substitute)
        check_clashes(clashes, reason=reason)
        meeting.instructors.filter(staff_member_id__in=gone).delete()
        MeetingInstructor(meeting=meeting, staff_member=substitute, is_substitute=True).save()
        mark_clashes([meeting], clashes, reason=reason)
        meeting.version += 1
        meeting.save(update_fields=["version", "clash_reason"])
        record_change(
            "courses.meeting.substituted",
            of=meeting,
            by=by,
            at=at,
            note=reason,
            details={"substitute": str(substitute.id), "instead_of": sorted(str(one) for one in gone)},
        )
        return meeting


def _clashes_of(meeting: Meeting, substitute: StaffMember) -> list[Clash]:
    """Only the substitute is asked anew: room and students are where they were."""
    asked = replace(slot_of(meeting, frozenset({substitute.id}), exists=True), room_id=None)
    return [clash for clash in find_clashes([asked]) if clash.kind is ClashKind.INSTRUCTOR]
