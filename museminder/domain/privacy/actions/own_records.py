"""A guardian's own record is erased: names, addresses, telephones, rights, the key, the sign-in here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.people.models import Guardian, Guardianship
from museminder.domain.privacy.actions.erasing import blank_notes, forget_imports
from museminder.domain.privacy.actions.privacy_requests import answer_request, open_request, refuse_request
from museminder.domain.privacy.models import PrivacyRequest
from museminder.domain.privacy.queries.own_record import guardians_here, records_of, why_kept
from museminder.domain.privacy.queries.retention import MARK
from museminder.domain.privacy.rules.own_record import words_of
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.permissions import Role
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.foundation.vault.destroying import Destroyed, destroy_keys, known_erasures
from museminder.primitives.actor import PROGRAM, Actor

Kind, State = PrivacyRequest.Kind, PrivacyRequest.State
EMPTIED = {
    "first_name": MARK,
    "last_name": "",
    "name_key": "",
    "email": "",
    "mobile_phone": "",
    "home_phone": "",
    "address": None,
    "is_account_principal": False,
    "is_active": False,
    "membership": None,
    "account_id": None,
}


@dataclass(frozen=True, slots=True)
class Farewell:
    """Who is written that it is done, at the addresses that are gone by then, and from which day no copy opens."""

    addresses: dict[str, UUID]
    unreadable_in_backups_on: date


def ask_for_own_erasure(*, by: Actor, at: datetime) -> PrivacyRequest:
    """Ask for one's own record as a guardian to be erased; a job weighs it at once. Raises ``Refused``."""
    if by.account_id is None or not records_of(by.account_id):
        raise Refused(_("There is no record of you as a guardian here."))
    open_already = PrivacyRequest.objects.filter(
        by_account_id=by.account_id, kind=Kind.ERASE, student=None, state=State.OPEN
    )
    if open_already.exists():
        raise Refused(_("This was asked for already."))
    with transaction.atomic(using=current_site()):
        request = open_request(kind=Kind.ERASE, student_id=None, words="", by=by, at=at)
        enqueue("privacy.erase_own_record", request_id=str(request.pk))
    return request


def weigh_own_erasure(*, request_id: UUID, studio_id: int, at: datetime) -> Farewell | None:
    """Erase whoever asked, or tell them why not yet; None when nothing was erased. Raises ``VaultSilent``."""
    with transaction.atomic(using=current_site()):
        request = PrivacyRequest.objects.select_for_update().get(pk=request_id)
        if not request.is_open or request.by_account_id is None:
            return None
        records = records_of(request.by_account_id)
        kept = why_kept(records, at=at)
        if kept is not None:
            refuse_request(request_id=request.pk, answer=words_of(kept), by=PROGRAM, at=at)
            return None
        addresses = {each.email: each.pk for each in records if each.email}
        destroyed = erase_guardians(records=records, studio_id=studio_id, by=PROGRAM, at=at)
        day = destroyed.gone_from_backups_on
        answer = _("Erased. No copy can be read from %(day)s on.") % {"day": day.isoformat()}
        answer_request(request_id=request.pk, answer=answer, by=PROGRAM, at=at)
        asked = PrivacyRequest.objects.filter(by_account_id=request.by_account_id)
        asked.update(by_name=MARK, by_email="", words="")
    return Farewell(addresses, day)


def erase_guardians(*, records: Sequence[Guardian], studio_id: int, by: Actor, at: datetime) -> Destroyed:
    """Leave nothing of one person's records as guardian that can be read; what was paid and agreed to stays.

    The key goes first: whatever happens between, doing it again finishes it. Raises ``VaultSilent``.
    """
    ids = [each.pk for each in records]
    memberships = [each.membership_id for each in records if each.membership_id]
    with transaction.atomic(using=current_site()):
        destroyed = destroy_keys(studio_id=studio_id, subjects=ids, at=at)
        only = Membership.objects.filter(pk__in=memberships, roles=[Role.GUARDIAN.value])
        Guardianship.objects.filter(guardian__in=ids).delete()
        Guardian.objects.filter(pk__in=ids).update(**EMPTIED)
        only.filter(ended_at=None).update(ended_at=at)
        only.update(display_name="")
        forget_imports(ids)
        blank_notes(ids)
        for each in records:
            record_change("privacy.guardian.erased", of=each, by=by, at=at)
    return destroyed


def replay_own_erasures_of_studio(*, studio_id: int, by: Actor, at: datetime) -> int:
    """Erase again the guardians whom an older copy of the studios' database brought back; returns how many."""
    erased = [each.subject_id for each in known_erasures() if each.studio_id == studio_id]
    back = list(Guardian.objects.filter(pk__in=guardians_here(erased)).order_by("pk"))
    if back:
        erase_guardians(records=back, studio_id=studio_id, by=by, at=at)
    return len(back)
