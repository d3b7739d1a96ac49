"""Paying by card: begun here, done on the gateway's own page, believed when the gateway says so."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.payments import begin_payment
from museminder.domain.billing.models import FamilyAccount, PaymentAttempt
from museminder.domain.billing.queries.accounts import in_force
from museminder.domain.billing.queries.balances import open_charges_of
from museminder.domain.billing.rules.refusals import Refused
from museminder.domain.consents.models import StudentLoginRequest
from museminder.domain.reports.queries.charge_names import charge_names
from museminder.foundation.identity.permissions import Permission
from museminder.sites.member.door import page
from museminder.web.addresses import address_of
from museminder.web.forms import Form
from museminder.web.rendering import redirect_to, show_part
from museminder.web.rendering import show as show_page


@page(Permission.MY_BILLING_PAY)
def create(request: Any, account_id: UUID) -> HttpResponse:
    """What will be paid; then the gateway's page. Pressing twice begins one payment."""
    account = in_force(get_object_or_404(FamilyAccount.objects.select_related("family"), pk=account_id))
    charges = list(open_charges_of([account.pk]))
    form = Form(request.POST or None, idempotent=True)
    if request.method == "POST" and form.is_valid():
        try:
            attempt = begin_payment(
                family_account=account,
                charge_ids=None,
                payer_id=None,
                return_url=lambda attempt_id: request.build_absolute_uri(_address(attempt_id) + "?back=1"),
                by=request.actor,
                at=request.received_at,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect_to(request, address_of("member:billing:account"))
        return redirect_to(request, _address(attempt.pk))
    context = {
        "account": account,
        "charges": charges,
        "names": charge_names([(charge, charge.period) for charge in charges]),
        "total": sum(charge.open_amount for charge in charges),
        "form": form,
        "today": request.now_on,
    }
    return show_page(request, "member/pay.html", context)


@page(Permission.MY_BILLING_SEE)
def show(request: Any, payment_attempt_id: UUID) -> HttpResponse:
    """How a payment stands: on the way to the gateway's page, or back from it and waiting for the gateway's word."""
    attempt = get_object_or_404(
        PaymentAttempt.objects.select_related("login_request__student"), pk=payment_attempt_id
    )
    is_back = "back" in request.GET
    if attempt.login_request is not None and attempt.by_account_id != request.actor.account_id:
        raise Http404  # it shows who the guardian is, so nobody else goes on with it
    if attempt.state == PaymentAttempt.State.PAID and attempt.login_request is not None:
        said, level = _said_of_login(attempt.login_request)
        messages.add_message(request, level, said)
        return redirect_to(request, address_of("member:consents:index"))
    if attempt.state == PaymentAttempt.State.PAID:
        messages.success(request, _("Thank you: your payment arrived."))
        return redirect_to(request, address_of("member:billing:account"))
    if attempt.state == PaymentAttempt.State.BEGUN and not is_back and _is_payment_page(attempt.checkout_url):
        return redirect_to(request, attempt.checkout_url)
    return show_part(request, "member/payment.html#state", {"attempt": attempt, "is_back": is_back})


def _said_of_login(asked: StudentLoginRequest) -> tuple[str, int]:
    """What the payment came to that showed who agreed to a child's own sign-in."""
    names = {"name": asked.student.called}
    if asked.problem == StudentLoginRequest.Problem.RIGHT_LOST:
        said = _("Your payment arrived and is in your account, but you no longer decide about %(name)s here.")
        return said % names, messages.WARNING
    if asked.problem == StudentLoginRequest.Problem.GIVEN_ALREADY:
        said = _(
            "Your payment arrived and is in your account. Another guardian had agreed for %(name)s before."
        )
        return said % names, messages.SUCCESS
    return _("Thank you: it is written down that %(name)s may sign in.") % names, messages.SUCCESS


def _is_payment_page(address: str) -> bool:
    """Whether an address is on a page where families pay: whatever a row says, a browser is led nowhere else."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" in settings.PAYMENT_PAGES


def _address(attempt_id: UUID) -> str:
    return address_of("member:billing:payment", payment_attempt_id=attempt_id)
