"""A legal demand in the words of a family."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from museminder.domain.oversight.models import LegalDemand
from museminder.domain.oversight.rules.demanded import records_called

KINDS = {
    LegalDemand.Kind.COURT_ORDER: _("Court order"),
    LegalDemand.Kind.SUBPOENA: _("Subpoena"),
    LegalDemand.Kind.WARRANT: _("Search warrant"),
}


def kind_words(kind: str) -> str:
    """What kind of paper it is."""
    return str(KINDS[LegalDemand.Kind(kind)])


def records_words(records: Sequence[str]) -> list[str]:
    """What a demand names, as a family reads in its list of what was told."""
    return [translated(str(records_called(name).told)) for name in records]
