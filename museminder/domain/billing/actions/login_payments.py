"""A guardian shows by card who agrees to a child's own sign-in; the money stays the family's.

The method is that of 16 CFR 312.5(b)(2)(ii): the card's bank tells its holder of each payment.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.payments import OPEN_FOR, State
from museminder.domain.billing.models import PaymentAttempt
from museminder.domain.billing.queries.accounts import account_of_family
from museminder.domain.billing.rules.refusals import Refused
from museminder.domain.billing.rules.smallest_payments import smallest_payment
from museminder.domain.consents.actions.student_login_consents import ask_student_login
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.actor import Actor


def login_payment_amount(currency: str) -> int:
    """How much is taken from the card, in minor units. Raises ``Refused`` where nobody has said what is enough."""
    amount = smallest_payment(currency)
    if amount is None:
        raise Refused(_("Cards are not asked for so little in this currency. Please agree at the school."))
    return amount


def begin_login_payment(
    *, student_id: UUID, currency: str, return_url: Callable[[UUID], str], by: Actor, at: datetime
) -> PaymentAttempt:
    """Agree that a child signs in, and go to pay the smallest amount by card to show that it is the guardian.

    A payment of its own, which nobody else of the family goes on with: it settles nothing by name and becomes the
    family's money, that pays the next charge. One that the same guardian began is gone on with. Raises ``Refused``
    when the school keeps no account for the family or its currency has no such amount, and what
    ``ask_student_login`` refuses; a school that takes no cards is told of by the payment itself.
    """
    amount = login_payment_amount(currency)
    with transaction.atomic(using=current_site()):
        begun = _begun_already(student_id, by, at)
        if begun is not None:
            return begun
        request = ask_student_login(student_id=student_id, by=by, at=at)
        account = account_of_family(request.guardian.family_id)
        if account is None:
            raise Refused(_("The school keeps no account for your family yet. Please agree at the school."))
        attempt = PaymentAttempt.objects.create(
            family_account=account,
            family_ref=account.family_id,
            by_account_id=by.account_id,
            amount=amount,
            login_request=request,
            created_at=at,
        )
        enqueue("billing.open_checkout", attempt_id=str(attempt.pk), return_url=return_url(attempt.pk))
        record_change("billing.payment.begun", of=attempt, by=by, at=at, details={"amount": attempt.amount})
        return attempt


def _begun_already(student_id: UUID, by: Actor, at: datetime) -> PaymentAttempt | None:
    return PaymentAttempt.objects.filter(
        login_request__student=student_id,
        login_request__problem="",
        by_account_id=by.account_id,
        state=State.BEGUN,
        created_at__gt=at - OPEN_FOR,
    ).first()
