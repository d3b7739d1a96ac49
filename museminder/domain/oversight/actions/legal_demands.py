"""A legal demand is recorded by one of us and approved by two others; or it is refused, or revoked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import gettext as _

from museminder.domain.oversight.models import LegalDemand
from museminder.domain.oversight.queries.operations import studio_figures
from museminder.domain.oversight.rules.demanded import check_demand
from museminder.foundation.identity.rules import Refused, of_database
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def record_demand(
    *,
    number: int,
    kind: str,
    issuer: str,
    reference: str,
    document_sha256: str,
    received_at: datetime,
    family_ids: Sequence[UUID],
    student_ids: Sequence[UUID],
    records: Sequence[str],
    expires_at: datetime,
    gag_until: datetime | None,
    by: Actor,
    at: datetime,
) -> LegalDemand:
    """Note a paper that demands to be told something, exactly as narrow as it is; nobody is told anything by that.

    ``number`` is the studio's; ``records`` are among the model's ``RECORDS``. Raises ``Refused``.
    """
    whom = max((list(family_ids), list(student_ids)), key=len)
    check_demand(whom=whom, records=records, received_at=received_at, expires_at=expires_at, at=at)
    recorded_by_id = _person_noting_of(number, by)
    with transaction.atomic(using=current_site()):
        return LegalDemand.objects.create(
            number=number,
            kind=kind,
            issuer=issuer.strip(),
            reference=reference.strip(),
            document_sha256=document_sha256,
            received_at=received_at,
            family_ids=sorted(set(family_ids)),
            student_ids=sorted(set(student_ids)),
            records=sorted(set(records)),
            expires_at=expires_at,
            gag_until=gag_until,
            recorded_by_id=recorded_by_id,
            recorded_by=by.name[:120],
            recorded_at=at,
        )


def _person_noting_of(number: int, by: Actor) -> UUID:
    if number not in {each.number for each in studio_figures()}:
        raise Refused(_("There is no studio %(number)s.") % {"number": number})
    if by.account_id is None:
        raise Refused(_("Only a person can do this."))
    return by.account_id


def approve_demand(*, demand_id: UUID, by: Actor, at: datetime) -> LegalDemand:
    """Agree that a paper must be answered; it takes two, trained, and neither recorded it. Raises ``Refused``."""
    using = current_site()
    demand = LegalDemand.objects.select_for_update().get(pk=demand_id)
    if at >= demand.expires_at:
        raise Refused(_("The paper is over."))
    place = "second" if demand.first_approver_id else "first"
    changed = {f"{place}_approver_id": by.account_id, f"{place}_approver": by.name[:120]}
    try:
        with transaction.atomic(using=using):
            LegalDemand.objects.filter(pk=demand_id).update(**changed)
    except IntegrityError as error:
        raise Refused(_("Two different people agree, and neither is the one who recorded it.")) from error
    except DatabaseError as error:
        words = {
            "MM403": _("Only who was taught lately can agree."),
            "MM409": _("It is approved or closed already."),
        }
        raise (of_database(words, error) or error) from error
    demand.refresh_from_db()
    return demand


def close_demand(*, demand_id: UUID, closed_as: str, by: Actor, at: datetime) -> LegalDemand:
    """Refuse a paper, or note that the court took it back; nothing is read for it from then on. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        open_ones = LegalDemand.objects.filter(pk=demand_id, closed_at=None)
        if not open_ones.update(closed_as=closed_as, closed_by=by.name[:120], closed_at=at):
            raise Refused(_("It is closed already."))
    return LegalDemand.objects.get(pk=demand_id)
