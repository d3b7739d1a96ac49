"""Who runs MuseMinder begins, and leaves."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, IntegrityError, connections, transaction
from django.utils.translation import gettext as _

from museminder.domain.oversight.models import OperatorStaff
from museminder.foundation.identity.rules import Refused, of_database
from museminder.primitives.actor import Actor


def appoint_operator(
    *, account_id: UUID, name: str, by: Actor, at: datetime, through: str = "operator"
) -> OperatorStaff:
    """Let an account into the operator site; into studios it gets by a studio's grant alone.

    ``through`` is the database role that writes it: the very first one is appointed as ``owner``, on the computer
    itself. Raises ``Refused`` when the account is appointed already.
    """
    staff = OperatorStaff(account_id=account_id, name=name[:120], started_at=at, appointed_by=by.name[:120])
    try:
        with transaction.atomic(using=through):
            staff.save(using=through, force_insert=True)
    except IntegrityError as error:
        raise Refused(_("This account is appointed already.")) from error
    return staff


def offboard_operator(*, account_id: UUID, by: Actor, through: str = "operator") -> None:
    """Part with somebody who ran MuseMinder: every session on every site, every grant and staff membership ends now.

    One transaction; the next click of any of their browsers is refused. A studio's only owner stays that. Raises
    ``Refused`` when nobody of ours has this account.
    """
    try:
        with transaction.atomic(using=through), connections[through].cursor() as cursor:
            cursor.execute("select sec.offboard(%s, %s)", [account_id, by.name])
    except DatabaseError as error:
        refusal = of_database({"MM404": _("Nobody who runs MuseMinder has this account.")}, error)
        raise (refusal or error) from error
