"""The registers of reviews and attestations."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from museminder.domain.oversight.actions.registers import record_attestation, record_review
from museminder.domain.oversight.models import Review
from museminder.domain.oversight.queries.registers import attestations, overdue_reviews, reviews
from museminder.foundation.identity.permissions import Permission
from museminder.sites.operator.door import page
from museminder.sites.operator.forms import (
    KINDS_OF_ATTESTATION,
    KINDS_OF_REVIEW,
    AttestationForm,
    ReviewForm,
)
from museminder.sites.operator.showing import record_by_form, show
from museminder.web.addresses import address_of


@page(Permission.OPERATOR_SEE)
def index_reviews(request: Any) -> HttpResponse:
    """Who looked at our procedures, what they found, and when the next look is due."""
    overdue = [KINDS_OF_REVIEW[Review.Kind(kind)] for kind in overdue_reviews(request.now_on)]
    context = {"reviews": reviews(), "overdue": overdue, "kinds": KINDS_OF_REVIEW, "today": request.now_on}
    return show(request, "operator/reviews.html", context)


@page(Permission.OPERATOR_RECORD)
def create_review(request: Any) -> HttpResponse:
    """Note a review."""
    form = ReviewForm(request.POST or None)

    def act() -> object:
        return record_review(**form.cleaned_data, by=request.actor, at=request.received_at)

    return record_by_form(
        request,
        form,
        act,
        title=_("Record a review"),
        note=_("What is recorded stays. Anybody can read on the promise’s page when the next one is due."),
        back=(_("Reviews"), address_of("reviews")),
        done=_("The review is recorded."),
    )


@page(Permission.OPERATOR_SEE)
def index_attestations(request: Any) -> HttpResponse:
    """What others attest to us, and until when."""
    rows = [(each, each.is_valid(on=request.now_on)) for each in attestations()]
    return show(request, "operator/attestations.html", {"rows": rows, "kinds": KINDS_OF_ATTESTATION})


@page(Permission.OPERATOR_RECORD)
def create_attestation(request: Any) -> HttpResponse:
    """Note an attestation."""
    form = AttestationForm(request.POST or None)

    def act() -> object:
        return record_attestation(**form.cleaned_data, by=request.actor, at=request.received_at)

    return record_by_form(
        request,
        form,
        act,
        title=_("Record an attestation"),
        note=_("What is recorded stays; the next document is a new line."),
        back=(_("Attestations"), address_of("attestations")),
        done=_("The attestation is recorded."),
    )
