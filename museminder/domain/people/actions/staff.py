"""The people who work for the studio."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from museminder.domain.people.actions.changing import change_facts, clean_facts
from museminder.domain.people.models import StaffMember
from museminder.domain.people.rules import check_known
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.models import Membership
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor

STAFF_FACTS = frozenset({"first_name", "last_name", "email", "phone", "title", "color", "teaches"})


def add_staff_member(*, first_name: str, by: Actor, at: datetime, **facts: Any) -> StaffMember:
    """Name somebody who works for the studio (``STAFF_FACTS``); signing in comes with an invitation."""
    check_known(facts, STAFF_FACTS)
    known = clean_facts(StaffMember, {"first_name": first_name, **facts})
    known["email"] = known.get("email", "").lower()
    with transaction.atomic(using=current_site()):
        person = StaffMember(**known)
        person.save(force_insert=True)
        record_change("people.staff_member.added", of=person, by=by, at=at)
    return person


def change_staff_member(*, staff_member_id: UUID, by: Actor, at: datetime, **facts: Any) -> StaffMember:
    """Correct what is written about somebody who works here (``STAFF_FACTS``)."""
    if "email" in facts:
        facts["email"] = facts["email"].lower()
    with transaction.atomic(using=current_site()):
        person = StaffMember.objects.select_for_update().get(pk=staff_member_id)
        changed = change_facts(person, facts, STAFF_FACTS)
        if changed:
            record_change("people.staff_member.changed", of=person, by=by, at=at, details={"fields": changed})
    return person


def deactivate_staff_member(*, staff_member_id: UUID, by: Actor, at: datetime) -> StaffMember:
    """Somebody no longer works here: they leave the lists and keep the lessons they taught.

    Ending their membership, which closes the door, is a step of its own.
    """
    with transaction.atomic(using=current_site()):
        person = StaffMember.objects.select_for_update().get(pk=staff_member_id)
        if change_facts(person, {"is_active": False}, {"is_active"}):
            record_change("people.staff_member.left", of=person, by=by, at=at)
    return person


def link_staff_member(
    *, staff_member_id: UUID, membership: Membership, by: Actor, at: datetime
) -> StaffMember:
    """Let somebody who is a member already stand for a member of staff, without a letter."""
    with transaction.atomic(using=current_site()):
        person = StaffMember.objects.select_for_update().get(pk=staff_member_id)
        person.membership = membership
        person.account_id = membership.account_id
        person.save(update_fields=["membership", "account_id"])
        record_change("people.staff_member.linked", of=person, by=by, at=at)
    return person
