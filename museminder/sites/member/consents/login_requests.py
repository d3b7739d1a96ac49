"""A guardian lets a child sign in: what the child will see, and the card that shows it is the guardian."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from museminder.domain.billing.actions.login_payments import begin_login_payment, login_payment_amount
from museminder.domain.billing.rules.refusals import Refused as NotPayable
from museminder.domain.consents.actions.student_login_consents import check_login_is_asked
from museminder.domain.people.models import Student
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.member.door import page
from museminder.web.addresses import address_of
from museminder.web.forms import Form
from museminder.web.rendering import redirect_to, show


@page(Permission.MY_CONSENT_EDIT)
def create(request: Any, student_id: UUID) -> HttpResponse:
    """What is agreed to, and the way to the page where the card is typed. Pressing twice begins one payment."""
    student = get_object_or_404(Student, pk=student_id, merged_into=None)
    form, problem, before, amount = Form(request.POST or None, idempotent=True), "", None, 0
    try:
        amount = login_payment_amount(request.studio.currency)
        before = check_login_is_asked(student_id=student.pk, by=request.actor)
        if request.method == "POST" and form.is_valid():
            attempt = begin_login_payment(
                student_id=student.pk,
                currency=request.studio.currency,
                return_url=lambda attempt_id: request.build_absolute_uri(_address(attempt_id) + "?back=1"),
                by=request.actor,
                at=request.received_at,
            )
            return redirect_to(request, _address(attempt.pk))
    except (Refused, NotPayable) as refusal:
        problem = str(refusal)
    context = {
        "student": student,
        "before": before,
        "amount": amount,
        "form": form,
        "problem": problem,
    }
    return show(request, "member/student_login.html", context, status=422 if problem or form.errors else 200)


def _address(attempt_id: UUID) -> str:
    return address_of("member:billing:payment", payment_attempt_id=attempt_id)
