"""Asking for more rights of a guardian: given at once where nobody is there to be protected from it, else by two.

A family that has a guardian with a sign-in is guarded: whoever is added beside that guardian, or may do more than
before, could see or fetch a child whom nobody meant them to. Taking rights away always holds at once.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from museminder.domain.people.actions.changing import clean_facts
from museminder.domain.people.actions.guardians import (
    RIGHTS,
    add_guardian,
    change_guardian,
    set_rights,
)
from museminder.domain.people.actions.households import place_in_family
from museminder.domain.people.models import (
    CustodyDenial,
    Family,
    Guardian,
    Guardianship,
    Household,
    Student,
    Widening,
)
from museminder.domain.people.queries.reach import near_a_guarded_child
from museminder.domain.people.queries.widenings import is_guarded
from museminder.domain.people.rules import check_text
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.actor import Actor


def ask_for_guardian(
    *,
    family: Family,
    first_name: str,
    by: Actor,
    at: datetime,
    is_account_principal: bool = False,
    **facts: Any,
) -> tuple[Guardian, list[Widening]]:
    """Add an adult to a family; beside a guardian who signs in, without any right until a second person confirms.

    Returns the guardian and what waits. Raises ``Refused`` as ``add_guardian`` does.
    """
    with transaction.atomic(using=current_site()):
        guardian = add_guardian(family=family, first_name=first_name, by=by, at=at, **facts)
        pairs = list(Guardianship.objects.filter(guardian=guardian).select_related("student"))
        waiting = _hold_back([pair for pair in pairs if is_guarded(pair.student, besides=guardian)], by, at)
        if is_account_principal and not waiting:
            change_guardian(guardian_id=guardian.pk, is_account_principal=True, by=by, at=at)
    return guardian, waiting


def ask_for_rights(
    *,
    guardian: Guardian,
    student: Student,
    by: Actor,
    at: datetime,
    relationship: str | None = None,
    **rights: bool,
) -> Widening | None:
    """Say what a guardian may do for a student: less holds at once, more may have to wait for a second person.

    Returns what waits; None if everything holds. Raises ``Refused`` while an earlier wish waits.
    """
    with transaction.atomic(using=current_site()):
        pair = Guardianship.objects.select_for_update().filter(guardian=guardian, student=student).first()
        more = [right for right in RIGHTS if rights.get(right) and not (pair and getattr(pair, right))]
        if not more or not is_guarded(student, besides=guardian):
            set_rights(guardian=guardian, student=student, relationship=relationship, by=by, at=at, **rights)
            return None
        held = {right: wanted and right not in more for right, wanted in rights.items()}
        set_rights(guardian=guardian, student=student, relationship=relationship, by=by, at=at, **held)
        return _ask(student, by, at, guardian=guardian, **dict.fromkeys(more, True))


def ask_to_change_guardian(
    *, guardian_id: UUID, by: Actor, at: datetime, **facts: Any
) -> tuple[Guardian, Widening | None]:
    """Correct what is written about a guardian; a new mail address waits where it leads to a guarded student.

    Whoever reads that mailbox could be invited as the guardian. Being billed shows a family's invoices, so the
    account's principal is only whoever has a right already. Returns what waits, if anything. Raises ``Refused``.
    """
    with transaction.atomic(using=current_site()):
        guardian = Guardian.objects.select_for_update().get(pk=guardian_id)
        if facts.get("is_account_principal") and not guardian.is_account_principal:
            _check_has_a_right(guardian)
        email = clean_facts(Guardian, {"email": facts.get("email") or ""})["email"].lower()
        student_id = near_a_guarded_child([guardian.pk]).get(guardian.pk)
        if not email or email == guardian.email or student_id is None:
            return change_guardian(guardian_id=guardian_id, by=by, at=at, **facts), None
        del facts["email"]
        guardian = change_guardian(guardian_id=guardian_id, by=by, at=at, **facts)
        student = Student.objects.get(pk=student_id)
        waiting = _ask(student, by, at, guardian=guardian, email=email)
        enqueue("people.tell_former_address", widening_id=str(waiting.pk))
        return guardian, waiting


def _check_has_a_right(guardian: Guardian) -> None:
    pairs = list(Guardianship.objects.filter(guardian=guardian).select_related("student"))
    has_a_right = any(pair.sees or pair.pays for pair in pairs)
    if not has_a_right and any(is_guarded(pair.student, besides=guardian) for pair in pairs):
        raise Refused(_("This guardian has no right for a student yet: a second person confirms it first."))


def ask_to_place(
    *, student: Student, family: Family, starts_on: date, by: Actor, at: datetime, **facts: Any
) -> tuple[Household, list[Widening]]:
    """Place a student in one more family; its guardians' rights wait where another guardian is there to be asked."""
    with transaction.atomic(using=current_site()):
        household = place_in_family(
            student=student, family=family, starts_on=starts_on, by=by, at=at, **facts
        )
        # also the pairs of an earlier household: they opened nothing since it ended, and would again from now on
        has_right = Q(sees=True) | Q(may_pick_up=True) | Q(pays=True) | Q(may_consent=True)
        pairs = list(
            Guardianship.objects.filter(has_right, student=student, guardian__family=family).select_related(
                "guardian", "student"
            )
        )
        new = {pair.guardian_id for pair in pairs}
        guarded = is_guarded(student, besides_all=new)
        return household, _hold_back(pairs if guarded else [], by, at)


def ask_to_end_denial(*, denial_id: UUID, reason: str, by: Actor, at: datetime) -> Widening:
    """Ask that an order which keeps somebody away from a student ends; it stays in force until a second person agrees.

    Raises ``Refused`` without a reason, for an order that has ended, and while the same wish waits.
    """
    note = check_text(reason)
    if not note:
        raise Refused(_("Say why it ends, such as a new order."))
    with transaction.atomic(using=current_site()):
        denial = (
            CustodyDenial.objects.select_for_update(of=("self",))
            .select_related("student", "guardian")
            .get(pk=denial_id)
        )
        if denial.ended_at is not None:
            raise Refused(_("This order has ended already."))
        return _ask(denial.student, by, at, guardian=denial.guardian, denial=denial, note=note[:500])


def _hold_back(pairs: list[Guardianship], by: Actor, at: datetime) -> list[Widening]:
    Guardianship.objects.filter(pk__in=[pair.pk for pair in pairs]).update(**dict.fromkeys(RIGHTS, False))
    return [
        _ask(
            pair.student, by, at, guardian=pair.guardian, **{right: getattr(pair, right) for right in RIGHTS}
        )
        for pair in pairs
    ]


def _ask(student: Student, by: Actor, at: datetime, *, guardian: Guardian | None, **wish: Any) -> Widening:
    denial = wish.get("denial")
    same = Widening.objects.filter(state="waiting", denial=denial)
    if wish.get("email"):
        same = same.filter(guardian=guardian).exclude(email="")
    elif denial is None:
        same = same.filter(guardian=guardian, student=student, email="")
    if same.exists():
        raise Refused(_("This waits for a second person already."))
    widening = Widening(student=student, guardian=guardian, asked_by_name=by.name[:120], **wish)
    widening.save(force_insert=True)
    widening.refresh_from_db()
    details = {"widening_id": str(widening.pk), "ends_order": denial is not None}
    record_change("people.widening.asked", of=student, by=by, at=at, details=details)
    enqueue("people.tell_of_widening", widening_id=str(widening.pk))
    if widening.waits_until is not None:
        enqueue(
            "people.carry_out_widening",
            scheduled_at=widening.waits_until,
            widening_id=str(widening.pk),
            by_name=by.name,
        )
    return widening
