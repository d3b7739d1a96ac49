"""Say who runs MuseMinder, and part with them."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from museminder.cli.verbs import Area, Refused, Report, argument
from museminder.foundation.identity import rules
from museminder.primitives import clock
from museminder.primitives.actor import PROGRAM

AREA = Area("operator")
_WHO = argument("account", metavar="ACCOUNT", help="the account's e-mail address")


@AREA.verb("Let an account into the operator site; it opens no studio by that.", _WHO)
def appoint(options: Namespace) -> Report:
    """Appoint somebody from the computer itself: the first one can come in no other way."""
    from museminder.domain.oversight.actions.staff import appoint_operator  # noqa: PLC0415  after setup

    account = _account(options.account)
    try:
        staff = appoint_operator(
            account_id=account.pk,
            name=account.display_name or account.email,
            by=PROGRAM,
            at=clock.now(),
            through="owner",
        )
    except rules.Refused as refusal:
        raise Refused(str(refusal)) from refusal
    return Report(
        [f"{staff.name} runs MuseMinder from now on. Record a training next."], {"staff": str(staff.pk)}
    )


@AREA.verb("Part with somebody who ran MuseMinder: sessions, grants and staff memberships end now.", _WHO)
def offboard(options: Namespace) -> Report:
    """End everything at once."""
    from museminder.domain.oversight.actions.staff import offboard_operator  # noqa: PLC0415  after setup

    account = _account(options.account)
    try:
        offboard_operator(account_id=account.pk, by=PROGRAM, through="owner")
    except rules.Refused as refusal:
        raise Refused(str(refusal)) from refusal
    return Report(["Every session, grant and staff membership has ended."], {"account": str(account.pk)})


def _account(email: str) -> Any:
    from museminder.foundation.identity.models import Account  # noqa: PLC0415  after setup

    account = Account.objects.using("owner").filter(email=email.strip().lower()).first()
    if account is None:
        raise Refused(f"There is no account {email}.")
    return account
