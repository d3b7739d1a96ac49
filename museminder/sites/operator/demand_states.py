"""How a legal demand stands, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from museminder.domain.oversight.models import LegalDemand
from museminder.sites.operator.demand_forms import CLOSED


def state_of(demand: LegalDemand, at: Any) -> tuple[str, str]:
    """How a demand stands: (words, tone of the badge)."""
    export = getattr(demand, "export", None)
    if demand.closed_as:
        return str(CLOSED[LegalDemand.Closed(demand.closed_as)]), "plain"
    if export is not None and export.fetched_at:
        return _("Answered"), "good"
    if at >= demand.expires_at:
        return _("Over"), "plain"
    if export is not None:
        return (_("Ready to be fetched"), "good") if export.can_be_fetched else (_("Being made"), "warn")
    if demand.is_approved:
        return _("Approved by two"), "good"
    return (_("Approved by one"), "warn") if demand.first_approver_id else (_("Waits for two"), "warn")
