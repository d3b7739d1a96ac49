"""Month posting: preview, exceptions, commit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.postings import leave_out, prepare_posting, start_posting, take_up
from museminder.domain.billing.models import Posting, PostingRow
from museminder.domain.billing.rules.refusals import Refused
from museminder.domain.reports.queries.charge_names import charge_names
from museminder.domain.reports.queries.explanations import explain
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.billing.forms import PeriodForm
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show_part
from museminder.web.rendering import show as show_page

A_PAGE = 100


def _totals(posting: Posting) -> dict[str, int]:
    counted = posting.rows.aggregate(
        ready=Count("id", filter=Q(state="ready")),
        exceptions=Count("id", filter=Q(state="exception")),
        skipped=Count("id", filter=Q(state="skipped")),
        posted=Count("id", filter=Q(state="posted")),
        amount=Sum("amount", filter=Q(state__in=["ready", "posted"])),
        families=Count("family_account", distinct=True, filter=Q(state__in=["ready", "posted"])),
    )
    return {key: int(value or 0) for key, value in counted.items()}


@page(Permission.MONTH_POST)
def index(request: Any) -> HttpResponse:
    """The months that were posted, and the next to look over."""
    postings = Posting.objects.annotate(
        charges=Count("rows", filter=Q(rows__state="posted")),
        amount=Sum("rows__amount", filter=Q(rows__state__in=["ready", "posted"])),
    ).order_by("-period", "-created_at")
    form = PeriodForm(initial={"period": request.now_on.strftime("%Y-%m")})
    return show_page(request, "studio/billing/postings.html", {"postings": postings[:24], "form": form})


@page(Permission.MONTH_POST)
def create(request: Any) -> HttpResponse:
    """Work a month out, to be looked over."""
    if request.method != "POST":
        return redirect_to(request, address_of("studio:billing:postings:index"))
    form = PeriodForm(request.POST)
    if not form.is_valid():
        context = {"postings": [], "form": form}
        return show_page(request, "studio/billing/postings.html", context, status=422)
    try:
        posting = prepare_posting(
            period=form.cleaned_data["period"], by=request.actor, at=request.received_at
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect_to(request, address_of("studio:billing:postings:index"))
    return redirect_to(request, address_of("studio:billing:postings:show", posting_id=posting.pk))


@page(Permission.MONTH_POST)
def show(request: Any, posting_id: UUID) -> HttpResponse:
    """One month: what would be charged, to whom and why; rows that need a decision first."""
    posting = get_object_or_404(Posting, pk=posting_id)
    rows = posting.rows.select_related("family_account__family").order_by(
        "state", "family_account__family__name_key", "id"
    )
    rows_page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    names = charge_names([(row, posting.period) for row in rows_page])
    currency = request.studio.currency
    whys = {
        row.pk: explain(row.steps, amount=row.amount, currency=currency) for row in rows_page if row.steps
    }
    context = {
        "posting": posting,
        "rows": rows_page,
        "names": names,
        "whys": whys,
        "totals": _totals(posting),
    }
    return show_part(request, "studio/billing/posting.html#progress", context)


@page(Permission.MONTH_POST)
def commit(request: Any, posting_id: UUID) -> HttpResponse:
    """Post the month, once."""
    posting = get_object_or_404(Posting, pk=posting_id)
    if request.method == "POST":
        try:
            start_posting(posting=posting, by=request.actor, at=request.received_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect_to(request, address_of("studio:billing:postings:show", posting_id=posting.pk))


@page(Permission.MONTH_POST)
def decide(request: Any, posting_row_id: UUID) -> HttpResponse:
    """Leave a row out of the month, or take it up again."""
    row = get_object_or_404(PostingRow.objects.select_related("posting"), pk=posting_row_id)
    if request.method == "POST":
        change = take_up if row.state == PostingRow.State.SKIPPED else leave_out
        try:
            change(row=row, by=request.actor, at=request.received_at)
            messages.success(request, _("The row is changed."))
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect_to(request, address_of("studio:billing:postings:show", posting_id=row.posting_id))
