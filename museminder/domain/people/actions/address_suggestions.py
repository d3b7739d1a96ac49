"""Looking whether an address is written as the post wants it, and doing with a suggestion what its owner says.

A suggestion is worked out when somebody looks at it and is kept nowhere. Only a guardian accepts or refuses one, for
their own address; a child has no address here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.people.actions.guardians import change_guardian
from museminder.domain.people.actions.origins import said_by
from museminder.domain.people.formats.postal_addresses import CheckedAddress, check_postal_address
from museminder.domain.people.models import Guardian, RefusedSuggestion, Source
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.models import Studio
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.actor import Actor


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A guardian's address as typed, what the rules say of it, and whether its correction was refused before."""

    guardian: Guardian
    typed: Mapping[str, Any]
    found: CheckedAddress
    was_refused: bool

    @property
    def corrections(self) -> Mapping[str, str]:
        """The parts that are suggested differently; none for a text whose correction was refused."""
        return {} if self.was_refused else self.found.corrections


def suggestion_for(guardian: Guardian, *, by: Actor, at: datetime) -> Suggestion:
    """Open a guardian's address, for accuracy and nothing else, and compare it with the rules of the country.

    Nothing is asked of another computer, nothing is changed. Raises ``VaultSilent``, ``RevealHeld``.
    """
    typed = _opened(guardian, by=by, at=at)
    refused = RefusedSuggestion.objects.filter(guardian=guardian).first()
    was_refused = bool(refused and typed and _opened(refused, by=by, at=at) == typed)
    region = Studio.objects.get(pk=guardian.studio_id).region
    return Suggestion(guardian, typed, check_postal_address(typed, region), was_refused)


def accept_suggestion(*, guardian_id: UUID, version: int, by: Actor, at: datetime) -> Guardian:
    """Write an address as it was suggested, because its owner said so; noted as accepted, not as told.

    ``version`` is that of the record which the page showed. Raises ``Refused`` when it changed meanwhile, or nothing
    is suggested.
    """
    with transaction.atomic(using=current_site()):
        found = _shown(guardian_id, version, by=by, at=at)
        with said_by(Source.ACCEPTED):
            address = {**found.typed, **found.corrections}
            return change_guardian(guardian_id=guardian_id, by=by, at=at, address=address)


def refuse_suggestion(*, guardian_id: UUID, version: int, by: Actor, at: datetime) -> RefusedSuggestion:
    """Leave an address as it was typed, and suggest nothing again for the same text. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        found = _shown(guardian_id, version, by=by, at=at)
        account_id = found.guardian.account_id
        if account_id is None:
            raise Refused(_("Only whoever signs in for themselves answers."))
        RefusedSuggestion.objects.filter(guardian=found.guardian).delete()
        refused = RefusedSuggestion(
            guardian=found.guardian, address=dict(found.typed), refused_at=at, account_id=account_id
        )
        refused.save(force_insert=True)
        record_change("people.suggestion.refused", of=found.guardian, by=by, at=at)
    return refused


def _shown(guardian_id: UUID, version: int, *, by: Actor, at: datetime) -> Suggestion:
    own = Guardian.objects.filter(pk=guardian_id, account_id=by.account_id)
    guardian = own.filter(version=version).first()
    if guardian is None:
        raise Refused(_("The address was changed meanwhile. Look at it again."))
    found = suggestion_for(guardian, by=by, at=at)
    if not found.corrections:
        raise Refused(_("Nothing is suggested for this address."))
    return found


def _opened(row: Any, *, by: Actor, at: datetime) -> dict[str, Any]:
    opened = reveal([row], ["address"], purpose=Purpose.ACCURACY, by=by, at=at)
    return opened[row.pk]["address"] or {}
