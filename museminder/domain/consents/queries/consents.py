"""What a family agreed to, and what was really told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from museminder.domain.consents.models import Consent
from museminder.domain.consents.queries.offers import told_by_key
from museminder.foundation.outside.models import Disclosure
from museminder.foundation.outside.register import ThirdParty, registered
from museminder.foundation.outside.telling import Basis, Told

MOST = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing that was told to somebody outside: whom, which kinds, when."""

    disclosure: Disclosure
    name: str
    told: list[Told]


def consents_of(student_ids: Sequence[UUID]) -> list[Consent]:
    """Every consent about these students, the newest first; row security has the last word."""
    rows = Consent.objects.filter(student_id__in=student_ids).select_related("student")
    return list(rows.order_by("-given_at", "-id"))


def disclosures_about(subject_ids: Sequence[UUID], *, most: int = MOST) -> list[Sent]:
    """What was told to somebody outside about these students, families, guardians or accounts, newest first."""
    rows = Disclosure.objects.filter(subjects__overlap=list(subject_ids)).order_by("-told_at", "-id")[:most]
    return [_sent(row) for row in rows]


def disclosures_under(consent: Consent) -> list[Sent]:
    """What was told because of one consent, newest first."""
    return [
        _sent(row) for row in Disclosure.objects.filter(consent_id=consent.pk).order_by("-told_at", "-id")
    ]


def partner_of(consent: Consent) -> ThirdParty:
    """The partner a consent is for."""
    return registered()[consent.partner]


def _sent(row: Disclosure) -> Sent:
    party = registered().get(row.third_party)
    name = (
        _("A court or an authority, because it was demanded")
        if row.basis == Basis.LEGAL_DEMAND
        else row.third_party
    )
    return Sent(row, party.name if party else name, told_by_key(row.told))
