"""The first page of those who run MuseMinder: counts, health, and how the promise stands."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from museminder.domain.oversight.queries.legal_demands import late_notices as late_demand_notices
from museminder.domain.oversight.queries.operations import health, studio_figures
from museminder.domain.oversight.queries.people_with_access import staff_without_training
from museminder.domain.oversight.queries.registers import expired_attestations, overdue_reviews
from museminder.domain.privacy.queries.breaches import late_notices as late_breach_notices
from museminder.domain.privacy.queries.promise import standings
from museminder.foundation.backups.judging import faults, remembered_standing
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.published.desk import overdue_letters
from museminder.sites.operator.door import page
from museminder.sites.operator.showing import show


@page(Permission.OPERATOR_SEE)
def index(request: Any) -> HttpResponse:
    """Studios as numbers, the machine's health, the promise in a line, and what is overdue with ourselves."""
    figures = studio_figures()
    names = ("family_count", "student_count", "meeting_count", "stored_bytes")
    context = {
        "figures": figures,
        "totals": {name: sum(getattr(each, name) for each in figures) for name in names},
        "health": health(),
        "promise": Counter(str(each.state) for each in standings(at=request.received_at)),
        "untrained": len(staff_without_training(request.now_on)),
        "overdue": len(overdue_reviews(request.now_on)),
        "backup_faults": faults(remembered_standing(Path(settings.MUSEMINDER_HOME)), at=request.received_at),
        "late": {
            "breaches": len(late_breach_notices(request.received_at)),
            "demands": len(late_demand_notices(request.received_at)),
            "letters": overdue_letters(at=request.received_at),
        },
        "expired": len(expired_attestations(request.now_on)),
    }
    return show(request, "operator/home.html", context)


@page(Permission.OPERATOR_SEE)
def promise(request: Any) -> HttpResponse:
    """Every sentence of the promise as it stands now, with its last run."""
    return show(request, "operator/promise.html", {"standings": standings(at=request.received_at)})
