"""Answering a legal demand: asked for, put together by a job that can read nothing else, fetched once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from museminder.domain.oversight.formats.demand_archive import demand_archive
from museminder.domain.oversight.models import DemandExport, DemandNotice, LegalDemand
from museminder.domain.oversight.queries.demanded import Answer, Concerned
from museminder.domain.oversight.rules.demanded import records_called
from museminder.foundation.identity.rules import Refused, of_database
from museminder.foundation.outside.models import Disclosure
from museminder.foundation.outside.telling import Basis, Reason
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.foundation.vault.locking import lock_up, new_lock, unlock
from museminder.foundation.vault.sealing import CannotOpen
from museminder.primitives.actor import Actor

AUTHORITY = "authority"  # whom a court names; no third party of ours


def ask_for_demand_export(*, demand_id: UUID, by: Actor, at: datetime) -> str:
    """Have the archive of an approved demand made; returns its key, which is shown once and kept nowhere.

    Raises ``Refused`` for a demand that two have not approved, that is over, refused or revoked, or was answered.
    """
    demand = LegalDemand.objects.get(pk=demand_id)
    if by.account_id is None:
        raise Refused(_("Only a person can do this."))
    if not demand.holds(at=at) or DemandExport.objects.filter(demand=demand).exists():
        raise Refused(
            _("This cannot be answered: it is not approved by two, it is over, closed, or was answered.")
        )
    lock, key = new_lock()
    try:
        with transaction.atomic(using=current_site()):
            DemandExport.objects.create(
                demand=demand,
                number=demand.number,
                lock=lock,
                asked_by_id=by.account_id,
                asked_by=by.name[:120],
                asked_at=at,
            )
    except DatabaseError as error:
        words = {"MM403": _("Only who was taught lately can answer a demand that holds.")}
        raise (of_database(words, error) or error) from error
    return key


def keep_answer(*, export: DemandExport, answer: Answer, concerned: list[Concerned], at: datetime) -> None:
    """Keep the archive locked, and in the same transaction write down what it tells, and whom to tell of it.

    For the job, inside the studio. A row for each family says what was told, before anything can leave; a family
    hears of it at once, or on the day that the court named.
    """
    demand = export.demand
    waits = demand.gag_until if demand.gag_until and demand.gag_until > at else None
    content = lock_up(demand_archive(demand, answer, made_at=at), bytes(export.lock), str(export.pk))
    for family in concerned:
        _write_down(demand, family, answer.entry_ids, shown_from=waits)
    facts = {"kind": demand.kind, "issuer": demand.issuer, "reference": demand.reference}
    for whom in (*concerned, Concerned(None, ())):
        DemandNotice.objects.create(
            demand=demand,
            number=demand.number,
            family_id=whom.family_id,
            student_ids=list(whom.student_ids),
            records=demand.records,
            made_at=at,
            shown_from=waits or at,
            **facts,
        )
    DemandExport.objects.filter(pk=export.pk).update(
        content=content,
        size=len(content),
        row_count=answer.row_count,
        family_count=len(concerned),
        made_at=at,
    )
    enqueue("oversight.tell_of_demand", scheduled_at=waits, demand_id=str(demand.pk))


def fetch_demand_export(*, export_id: UUID, key: str, by: Actor, at: datetime) -> bytes:
    """The archive, opened with its key, once: from then on there is none. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        export = DemandExport.objects.select_for_update().select_related("demand").get(pk=export_id)
        if export.content is None or not export.can_be_fetched or not export.demand.holds(at=at):
            raise Refused(
                _("There is nothing to fetch: it is not made yet, was fetched, or the demand is over.")
            )
        try:
            archive = unlock(bytes(export.content), key, str(export.pk))
        except CannotOpen as error:
            raise Refused(_("This is not its key.")) from error
        try:
            DemandExport.objects.filter(pk=export_id).update(
                content=None, fetched_at=at, fetched_by=by.name[:120]
            )
        except DatabaseError as error:
            words = {"MM403": _("Only who was taught lately can answer a demand that holds.")}
            raise (of_database(words, error) or error) from error
    return archive


def _write_down(
    demand: LegalDemand, family: Concerned, entry_ids: list[UUID], *, shown_from: datetime | None
) -> None:
    Disclosure(
        third_party=AUTHORITY,
        reason=Reason.LEGAL_DEMAND,
        told=[records_called(name).told.key for name in demand.records],
        subjects=[each for each in (family.family_id, *family.student_ids) if each],
        basis=Basis.LEGAL_DEMAND,
        host="",
        what=f"{demand.get_kind_display()} {demand.reference}"[:160],
        shown_from=shown_from,
        entry_ids=entry_ids,
    ).save(force_insert=True)
