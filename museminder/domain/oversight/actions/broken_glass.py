"""An emergency: one of us asks to look into a studio, another agrees, the owner hears of it at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, connections, transaction
from django.utils.translation import gettext as _

from museminder.domain.oversight.models import BrokenGlass
from museminder.domain.oversight.queries.operations import studio_figures
from museminder.foundation.identity.rules import Refused, of_database
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def ask_to_break_glass(*, number: int, emergency: str, reason: str, by: Actor, at: datetime) -> BrokenGlass:
    """Ask to look into a studio without its leave, for one of four emergencies; alone it opens nothing.

    ``number`` is the studio's. Raises ``Refused``.
    """
    if emergency not in BrokenGlass.Emergency.values or not reason.strip():
        raise Refused(_("Say which emergency it is, and what happened."))
    if number not in {each.number for each in studio_figures()}:
        raise Refused(_("There is no studio %(number)s.") % {"number": number})
    if by.account_id is None:
        raise Refused(_("Only a person can do this."))
    try:
        with transaction.atomic(using=current_site()):
            return BrokenGlass.objects.create(
                number=number,
                emergency=emergency,
                reason=reason.strip(),
                requester_id=by.account_id,
                requester=by.name[:120],
                requested_at=at,
            )
    except DatabaseError as error:
        words = {"MM403": _("Only who was taught lately can be let in.")}
        raise (of_database(words, error) or error) from error


def break_glass(*, glass_id: UUID, by: Actor) -> None:
    """Agree that it is an emergency: whoever asked may look for an hour, and the owner's letter is on its way.

    Raises ``Refused`` for whoever asked, for whoever was not taught lately, and an hour after it was asked.
    """
    using = current_site() or "operator"
    try:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute("select sec.break_glass(%s, %s)", [glass_id, by.account_id])
    except DatabaseError as error:
        words = {
            "MM403": _("Only who was taught lately can agree, for somebody who was."),
            "MM404": _("Nobody asked for this."),
            "MM409": _("It was answered already, or asked more than an hour ago."),
            "23514": _("Another person than the one who asked must agree."),
        }
        raise (of_database(words, error) or error) from error
