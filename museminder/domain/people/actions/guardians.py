"""Guardians, and what each may do for each student."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from museminder.domain.people.actions.changing import change_facts, clean_facts
from museminder.domain.people.models import Family, Guardian, Guardianship, Household, Student
from museminder.domain.people.rules import (
    check_not_merged,
    check_same_family,
    check_share,
    rights_of_new_guardian,
)
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.actions.invitations import revoke_other_invitations
from museminder.foundation.identity.models import Membership
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor

GUARDIAN_FACTS = frozenset(
    {
        "first_name",
        "last_name",
        "email",
        "mobile_phone",
        "home_phone",
        "address",
        "is_account_principal",
        "share_percent",
    }
)
RIGHTS = ("sees", "may_pick_up", "pays", "may_consent")


def add_guardian(*, family: Family, first_name: str, by: Actor, at: datetime, **facts: Any) -> Guardian:
    """Add an adult to a family, with every right for each of its students who is no adult, and to pay for the others.

    ``facts`` are those of ``GUARDIAN_FACTS``; ``address`` is a dict of lines, sealed. Raises ``Refused``.
    """
    known = clean_facts(Guardian, {"first_name": first_name, **facts})
    if unknown := set(known) - GUARDIAN_FACTS:
        raise TypeError(f"a guardian has no {', '.join(sorted(unknown))}")
    check_share(known.get("share_percent", 0))
    known["email"] = known.get("email", "").lower()
    with transaction.atomic(using=current_site()):
        check_not_merged(family)
        guardian = Guardian(family=family, **known)
        guardian.save(force_insert=True)
        placed = Household.objects.filter(family=family, until=None).values("student_id")
        students = Student.objects.select_for_update().filter(pk__in=placed).order_by("pk")
        Guardianship.objects.bulk_create(
            [
                Guardianship(guardian=guardian, student=each, **rights_of_new_guardian(guardian, each))
                for each in students
            ]
        )
        record_change(
            "people.guardian.added", of=guardian, by=by, at=at, details={"family_id": str(family.pk)}
        )
    return guardian


def change_guardian(*, guardian_id: UUID, by: Actor, at: datetime, **facts: Any) -> Guardian:
    """Correct what is written about a guardian (``GUARDIAN_FACTS``); what is not given stays."""
    check_share(facts.get("share_percent", 0))
    if "email" in facts:
        facts["email"] = facts["email"].lower()
    with transaction.atomic(using=current_site()):
        guardian = Guardian.objects.select_for_update().get(pk=guardian_id)
        check_not_merged(guardian)
        changed = change_facts(guardian, facts, GUARDIAN_FACTS)
        if "email" in changed:
            # a link on its way to the former mailbox must not open the door behind the new one
            revoke_other_invitations(kind="guardian", subject_id=guardian.pk, besides=guardian.email, at=at)
        if changed:
            record_change("people.guardian.changed", of=guardian, by=by, at=at, details={"fields": changed})
    return guardian


def deactivate_guardian(*, guardian_id: UUID, by: Actor, at: datetime, note: str = "") -> Guardian:
    """A guardian no longer belongs to the family: they see nothing of it from their next click on."""
    with transaction.atomic(using=current_site()):
        guardian = Guardian.objects.select_for_update().get(pk=guardian_id)
        if change_facts(guardian, {"is_active": False}, {"is_active"}):
            record_change("people.guardian.left", of=guardian, by=by, at=at, note=note)
    return guardian


def set_rights(
    *,
    guardian: Guardian,
    student: Student,
    by: Actor,
    at: datetime,
    relationship: str | None = None,
    **rights: bool,
) -> Guardianship:
    """Say what a guardian may do for a student: ``sees``, ``may_pick_up``, ``pays``, ``may_consent``.

    Rights not named stay as they are; for a pair that is new they are all given, of a student of age only to pay.
    Raises ``Refused`` for a student of another family.
    """
    if unknown := set(rights) - set(RIGHTS):
        raise TypeError(f"there is no right {', '.join(sorted(unknown))}")
    check_not_merged(guardian, student)
    check_same_family(guardian, student)
    changes: dict[str, Any] = dict(rights)
    if relationship is not None:
        changes |= clean_facts(Guardianship, {"relationship": relationship})
    changes["account_id"] = guardian.account_id
    with transaction.atomic(using=current_site()):
        pair, is_new = Guardianship.objects.update_or_create(
            guardian=guardian,
            student=student,
            defaults=changes,
            create_defaults=rights_of_new_guardian(guardian, student) | changes,
        )
        given = {right: getattr(pair, right) for right in RIGHTS}
        details = {"guardian_id": str(guardian.pk), "rights": given, "is_new": is_new}
        record_change("people.guardianship.set", of=student, by=by, at=at, details=details)
    return pair


def link_guardian(*, guardian_id: UUID, membership: Membership, by: Actor, at: datetime) -> Guardian:
    """Let somebody who is a member already stand for a guardian, without a letter.

    For the command line and the demonstration studio; guardians are invited.
    """
    with transaction.atomic(using=current_site()):
        guardian = Guardian.objects.select_for_update().get(pk=guardian_id)
        guardian.membership = membership
        guardian.account_id = membership.account_id
        guardian.save(update_fields=["membership", "account_id"])
        Guardianship.objects.filter(guardian=guardian).update(account_id=membership.account_id)
        record_change("people.guardian.linked", of=guardian, by=by, at=at)
    return guardian
