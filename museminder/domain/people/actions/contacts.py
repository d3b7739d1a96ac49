"""People to call and people who may come to the door."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from museminder.domain.people.actions.changing import clean_facts
from museminder.domain.people.models import Contact, Family, Student
from museminder.domain.people.rules import check_known, check_not_merged
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor

CONTACT_FACTS = frozenset({"name", "phone", "email", "relationship", "is_emergency", "may_pick_up"})


def add_contact(
    *, student: Student, name: str, by: Actor, at: datetime, family: Family | None = None, **facts: Any
) -> Contact:
    """Name somebody to call or allowed to fetch a student; ``family`` is the household that named them.

    ``facts`` are those of ``CONTACT_FACTS``. Raises ``Refused`` for text that cannot be kept.
    """
    check_known(facts, CONTACT_FACTS)
    known = clean_facts(Contact, {"name": name, **facts})
    check_not_merged(student)
    with transaction.atomic(using=current_site()):
        contact = Contact(student=student, family=family, **known)
        contact.save(force_insert=True)
        record_change(
            "people.contact.added", of=student, by=by, at=at, details={"contact_id": str(contact.pk)}
        )
    return contact


def change_contact(*, contact_id: UUID, by: Actor, at: datetime, **facts: Any) -> Contact:
    """Correct a contact (``CONTACT_FACTS``); what is not given stays."""
    check_known(facts, CONTACT_FACTS)
    with transaction.atomic(using=current_site()):
        contact = Contact.objects.select_for_update().select_related("student").get(pk=contact_id)
        for name, value in clean_facts(Contact, facts).items():
            setattr(contact, name, value)
        contact.save()
        details = {"contact_id": str(contact.pk), "fields": sorted(facts)}
        record_change("people.contact.changed", of=contact.student, by=by, at=at, details=details)
    return contact


def remove_contact(*, contact_id: UUID, by: Actor, at: datetime) -> None:
    """Take a contact off the list; the history keeps that there was one."""
    with transaction.atomic(using=current_site()):
        contact = Contact.objects.select_for_update().select_related("student").get(pk=contact_id)
        details = {"contact_id": str(contact.pk)}
        record_change("people.contact.removed", of=contact.student, by=by, at=at, details=details)
        contact.delete()
