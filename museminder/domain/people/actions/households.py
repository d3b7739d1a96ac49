"""With whom a student lives, and who pays which share."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.people.models import Family, Guardian, Guardianship, Household, Student
from museminder.domain.people.rules import (
    check_not_merged,
    check_share,
    check_shares_of,
    day_of,
    rights_of_new_guardian,
)
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def place_in_family(
    *,
    student: Student,
    family: Family,
    starts_on: date,
    by: Actor,
    at: datetime,
    lives_with: bool = True,
    share_percent: int = 100,
    is_billed_by_default: bool = False,
) -> Household:
    """A student belongs to a family from a day on; several families share the cost in percent.

    The family's guardians get every right for the student, of age only to pay. If the family is billed by default,
    no other one is any more. Raises ``Refused`` when the shares are more than the whole or the student is there
    already.
    """
    check_share(share_percent)
    check_not_merged(student, family)
    with transaction.atomic(using=current_site()):
        now = Student.objects.select_for_update().get(pk=student.pk)  # of age meanwhile, it may be
        _check_not_there_already(student, family, starts_on)
        check_shares_of(student, starts_on, adding=share_percent)
        if is_billed_by_default:
            _nobody_else_is_billed(student)
        household = Household(
            student=student,
            family=family,
            lives_with=lives_with,
            share_percent=share_percent,
            is_billed_by_default=is_billed_by_default,
            starts_on=starts_on,
        )
        household.save(force_insert=True)
        details = {"family_id": str(family.pk), "starts_on": starts_on.isoformat(), "share": share_percent}
        record_change("people.student.placed_in_family", of=student, by=by, at=at, details=details)
        _give_rights_to_guardians(now, family)
    return household


def change_household(
    *,
    household_id: UUID,
    by: Actor,
    at: datetime,
    lives_with: bool,
    share_percent: int,
    is_billed_by_default: bool,
) -> Household:
    """Say anew whether a student lives with a family, its share, and whether it is billed by default."""
    check_share(share_percent)
    with transaction.atomic(using=current_site()):
        household = Household.objects.select_for_update().select_related("student").get(pk=household_id)
        check_shares_of(
            household.student, max(household.starts_on, day_of(at)), without=household, adding=share_percent
        )
        if is_billed_by_default and not household.is_billed_by_default:
            _nobody_else_is_billed(household.student)
        household.lives_with = lives_with
        household.share_percent = share_percent
        household.is_billed_by_default = is_billed_by_default
        household.save(update_fields=["lives_with", "share_percent", "is_billed_by_default"])
        details = {"family_id": str(household.family_id), "share": share_percent}
        record_change("people.household.changed", of=household.student, by=by, at=at, details=details)
    return household


def end_household(*, household_id: UUID, last_day: date, by: Actor, at: datetime) -> Household:
    """A student leaves a family; ``last_day`` still counts. Its guardians see nothing of them afterwards."""
    with transaction.atomic(using=current_site()):
        household = Household.objects.select_for_update().select_related("student").get(pk=household_id)
        until = date.fromordinal(last_day.toordinal() + 1)
        if until < household.starts_on:
            raise Refused(_("The last day is before the first."))
        household.until = until
        household.save(update_fields=["until"])
        details = {"family_id": str(household.family_id), "until": until.isoformat()}
        record_change("people.household.ended", of=household.student, by=by, at=at, details=details)
    return household


def _check_not_there_already(student: Student, family: Family, starts_on: date) -> None:
    rows = Household.objects.filter(student=student, family=family).exclude(until__lte=starts_on)
    if rows.exists():
        raise Refused(_("This student is in that family already."))


def _nobody_else_is_billed(student: Student) -> None:
    Household.objects.filter(student=student, is_billed_by_default=True, until=None).update(
        is_billed_by_default=False
    )


def _give_rights_to_guardians(student: Student, family: Family) -> None:
    guardians = Guardian.objects.filter(family=family, is_active=True, merged_into=None)
    Guardianship.objects.bulk_create(
        [
            Guardianship(
                guardian=each,
                student=student,
                account_id=each.account_id,
                **rights_of_new_guardian(each, student),
            )
            for each in guardians
        ],
        ignore_conflicts=True,
    )
