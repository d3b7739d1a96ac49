"""What is asked of a partner: to begin something for a family, and to stop."""

from __future__ import annotations

import json
from uuid import UUID

from museminder.foundation.outside.client import Unreachable, client
from museminder.foundation.outside.register import ThirdParty
from museminder.foundation.outside.telling import Basis, Reason, Telling, Told

JSON = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "MuseMinder"}
# How the partner's interface names what it is told.
NAMES = {
    Told.CHILD_NAME: "child_name",
    Told.INSTRUMENT: "instrument",
    Told.GUARDIAN_NAME: "guardian_name",
    Told.GUARDIAN_EMAIL: "guardian_email",
    Told.CONSENT_NUMBER: "consent",
}


class PartnerRefused(Exception):
    """The partner answered, and not with what was asked for."""


def begin(
    *,
    party: ThirdParty,
    values: dict[Told, str],
    consent_id: UUID,
    student_id: UUID,
    notice_version: int,
    request_id: UUID,
) -> str:
    """Tell a partner what a family agreed to, and nothing else; returns the address where the family goes on.

    Raises ``Unreachable``, ``PartnerRefused``, ``Refused``, and IntegrityError without a live consent for exactly this.
    """
    telling = Telling(tuple(values), Basis.CONSENT, party.reason, consent_id, student_id, notice_version)
    body = {NAMES[told]: value for told, value in values.items()}
    answer = _send(party, "POST", f"/applications/{request_id}", telling, body)
    return str(answer.get("continue_at", ""))


def stop(*, party: ThirdParty, consent_id: UUID) -> None:
    """Tell a partner that a consent was withdrawn, by our number of it alone. Raises as ``begin``."""
    telling = Telling((Told.CONSENT_NUMBER,), reason=Reason.WITHDRAWAL)
    _send(party, "POST", "/withdrawals", telling, {NAMES[Told.CONSENT_NUMBER]: str(consent_id)})


def _send(
    party: ThirdParty, method: str, path: str, telling: Telling, body: dict[str, str]
) -> dict[str, object]:
    answer = client().send(
        method, f"https://{party.hosts[0]}{path}", telling=telling, headers=JSON, body=json.dumps(body)
    )
    if answer.status >= 500:
        raise Unreachable(f"{party.name} could not answer.")
    try:
        said = json.loads(answer.body)
    except ValueError:
        said = None
    if answer.status >= 400 or not isinstance(said, dict):
        raise PartnerRefused(f"{party.name} did not take the request.")
    return said
