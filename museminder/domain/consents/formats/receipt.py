"""A consent receipt in the shape of ISO/IEC TS 27560: header, processing, parties, events."""

from __future__ import annotations

import json
from typing import Any

from museminder.domain.consents.models import Consent
from museminder.domain.consents.queries.consents import Sent
from museminder.foundation.outside.register import ThirdParty

SCHEMA = "ISO/IEC TS 27560:2023"


def receipt_of(
    consent: Consent, *, studio: str, language: str, party: ThirdParty, sent: list[Sent]
) -> dict[str, Any]:
    """The receipt as data: who agreed for whom to what, under which text, what happened since.

    Names of the W3C Data Privacy Vocabulary label our own closed lists. The child is named by our number alone, so
    that a receipt that is passed on tells nobody who it is.
    """
    events = [_event("ConsentGiven", consent.given_at)]
    if consent.withdrawn_at is not None:
        events.append(_event("ConsentWithdrawn", consent.withdrawn_at))
    return {
        "header": {
            "schema_version": SCHEMA,
            "receipt_id": str(consent.pk),
            "record_id": str(consent.pk),
            "pii_principal_id": str(consent.student_id),
            "language": language,
        },
        "processing": {
            "privacy_notice": f"partner:{party.key}:notice:{consent.notice_version}",
            "purposes": [
                {"purpose": consent.purpose, "description": party.purpose, "lawful_basis": "dpv:Consent"}
            ],
            "pii": list(consent.told),
            "valid_until": consent.holds_until.isoformat(),
            "withdrawal_method": "the page of this consent on the member site",
            "recipient_third_parties": [party.key],
        },
        "parties": _parties(consent, studio, party),
        "events": events,
        "disclosures": [
            {
                "at": _moment(each.disclosure.told_at),
                "to": each.disclosure.host,
                "pii": list(each.disclosure.told),
            }
            for each in sent
        ],
    }


def receipt_file(receipt: dict[str, Any]) -> bytes:
    """The receipt as a JSON file."""
    return (json.dumps(receipt, ensure_ascii=False, indent=2) + "\n").encode()


def _parties(consent: Consent, studio: str, party: ThirdParty) -> list[dict[str, Any]]:
    return [
        {"role": "dpv:DataController", "name": studio},
        {"role": "dpv:ThirdParty", "name": party.name, "hosts": [*party.hosts, *party.pages]},
        {"role": "dpv:DataSubject", "id": str(consent.student_id)},
        {"role": "dpv:isIndicatedBy", "name": consent.given_by_name, "id": str(consent.guardian_id)},
    ]


def _event(state: str, at: Any) -> dict[str, str | None]:
    return {"state": f"dpv:{state}", "at": _moment(at)}


def _moment(at: Any) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
