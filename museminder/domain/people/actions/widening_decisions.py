"""A second person says yes or no to more rights; a guardian objects; where nobody else is there, a day goes by."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from museminder.domain.people.actions.custody_denials import end_custody_denial
from museminder.domain.people.actions.guardians import RIGHTS, change_guardian, set_rights
from museminder.domain.people.models import Widening
from museminder.domain.people.queries.widenings import without_notes
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor

State = Widening.State


def confirm_widening(*, widening_id: UUID, by: Actor, at: datetime) -> Widening:
    """A second person agrees: the rights hold from the next click on, or the order ends.

    Raises ``Refused`` for whoever asked for it, and for what was decided already.
    """
    return _decide(widening_id, State.GIVEN, by, at)


def refuse_widening(*, widening_id: UUID, by: Actor, at: datetime) -> Widening:
    """Somebody of the office, also whoever asked, says no: everything stays as it is. Raises ``Refused``."""
    return _decide(widening_id, State.REFUSED, by, at)


def object_to_widening(*, widening_id: UUID, by: Actor, at: datetime) -> Widening:
    """A guardian of the student objects: nothing is given, and the office talks to the family. Raises ``Refused``."""
    return _decide(widening_id, State.OBJECTED, by, at)


def _decide(widening_id: UUID, state: Widening.State, by: Actor, at: datetime) -> Widening:
    with transaction.atomic(using=current_site()):
        # alone: a guardian who objects reads neither another guardian's record nor an order, nor why it is to end
        widening = without_notes().select_for_update().get(pk=widening_id)
        if widening.state != State.WAITING:
            raise Refused(_("This was decided already."))
        address = widening.email if state == State.GIVEN else ""  # once it is decided the database empties it
        widening.state, widening.decided_by_name = state, by.name[:120]
        try:
            with transaction.atomic(using=current_site()):
                widening.save(update_fields=["state", "decided_by_name"])
        except IntegrityError as error:
            raise Refused(_("A second person confirms this: somebody else than who asked for it.")) from error
        widening.refresh_from_db(fields=["decided_by_account_id", "decided_at"])
        details = {"widening_id": str(widening.pk)}
        record_change(f"people.widening.{state}", of=widening.student, by=by, at=at, details=details)
        if state == State.GIVEN:
            _carry_out(widening, address, by, at)
    return widening


def _carry_out(widening: Widening, address: str, by: Actor, at: datetime) -> None:
    if widening.denial is not None:
        end_custody_denial(denial_id=widening.denial.pk, reason=widening.note, by=by, at=at)
        return
    if widening.guardian is None or not widening.guardian.is_active:
        raise Refused(_("This guardian no longer belongs to the family."))
    if address:
        change_guardian(guardian_id=widening.guardian.pk, email=address, by=by, at=at)
        return
    given: dict[str, Any] = {right: True for right in RIGHTS if getattr(widening, right)}
    set_rights(guardian=widening.guardian, student=widening.student, by=by, at=at, **given)
