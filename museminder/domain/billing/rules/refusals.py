"""Why something with money cannot be done, each in one sentence."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from museminder.domain.billing.models import Charge, Credit, Posting, Receipt


class Refused(Exception):
    """A rule of billing says no; the message is a sentence for the person who asked."""


class NotYet(Refused):
    """What this is about is not known here yet; it may be told later, out of order."""


class WrongDay(Refused):
    """The day that was given cannot be right."""


def check_can_reverse_charge(charge: Charge) -> None:
    """A charge that was reversed is not reversed again."""
    if charge.reversed_at is not None:
        raise Refused(_("This charge was already reversed."))


def check_can_write_off(charge: Charge) -> None:
    """Only what is still open can be given up."""
    if not charge.open_amount:
        raise Refused(_("Nothing is open on this charge, so there is nothing to write off."))


def check_can_reverse(money: Receipt | Credit) -> None:
    """Money that was reversed is not reversed again, what was refunded stays received, and a card is refunded."""
    if money.reversed_at is not None:
        raise Refused(_("This was already reversed."))
    if isinstance(money, Receipt) and money.method == Receipt.Method.CARD:
        raise Refused(_("The card company has this money: refund the card instead."))
    if getattr(money, "refunded_amount", 0):
        raise Refused(_("Part of this receipt was refunded, so it cannot be reversed."))


def check_can_return(receipt: Receipt) -> None:
    """Only a check comes back from the bank, once, and only if all of it was still received."""
    if receipt.method != Receipt.Method.CHECK:
        raise Refused(_("This was not paid by check, so no bank can return it."))
    check_can_reverse(receipt)


def check_returned_on(receipt: Receipt, returned_on: date, *, today: date) -> None:
    """A check comes back after it was received, and not in days to come. Raises ``WrongDay``."""
    if returned_on < receipt.received_on:
        raise WrongDay(_("The check was received later than this day. Write the day the bank returned it."))
    if returned_on > today:
        raise WrongDay(_("This day is still to come. Write the day the bank returned it."))


def check_can_refund(receipt: Receipt, amount: int) -> None:
    """No more is given back than was received and not given back yet."""
    if receipt.reversed_at is not None:
        raise Refused(_("This receipt was reversed, so there is nothing to refund."))
    if amount <= 0:
        raise Refused(_("A refund is more than zero."))
    if amount > receipt.amount - receipt.refunded_amount:
        raise Refused(_("A refund cannot be more than what is left of the receipt."))


def check_can_decide(posting: Posting) -> None:
    """A month's rows are decided on while it is looked over, not while or after it is posted."""
    if posting.state != Posting.State.PREVIEW:
        raise Refused(_("This month is being posted or was posted: nothing on it can be changed any more."))


def check_can_post(posting: Posting) -> None:
    """A month is posted from a preview without open exceptions."""
    if posting.state == Posting.State.POSTED:
        raise Refused(_("This month was already posted."))
    if posting.rows.filter(state="exception").exists():
        raise Refused(_("Some rows still need a decision: settle each or leave it out."))


def check_amount(amount: int) -> None:
    """An amount is more than zero and less than a hundred million major units."""
    if not 0 < amount < 10_000_000_000:
        raise Refused(_("This amount cannot be right: it must be more than zero."))
