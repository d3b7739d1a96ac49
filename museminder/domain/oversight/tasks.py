"""What oversight does by itself: counting the studios, answering legal demands, telling whom they are about."""

from __future__ import annotations

from uuid import UUID

from django.utils import translation
from procrastinate.contrib.django import app

from museminder.domain.oversight.actions.demand_exports import keep_answer
from museminder.domain.oversight.actions.demand_notices import note_told
from museminder.domain.oversight.actions.figures import count_studio
from museminder.domain.oversight.formats.letters import demand_letter, glass_letter
from museminder.domain.oversight.models import DemandExport, DemandNotice, SupportGrant
from museminder.domain.oversight.queries.addressees import guardians_of, owners
from museminder.domain.oversight.queries.demanded import answer_to, concerned_by
from museminder.domain.oversight.queries.legal_demands import exports_waiting, notices_due
from museminder.foundation.outside.mail import letter_about
from museminder.foundation.tenancy.context import NoEntry
from museminder.foundation.tenancy.jobs import (
    QUEUE,
    demand_transaction,
    fan_out,
    studio_task,
    studio_transaction,
)
from museminder.primitives import clock
from museminder.primitives.actor import Actor

EVERY_MINUTE = "* * * * *"


@studio_task("oversight.count_studio", retry=2)
def count_one_studio() -> None:
    """Count one studio, from inside it."""
    with studio_transaction():
        count_studio(at=clock.now())


@app.periodic(cron="41 * * * *")
@app.task(name="oversight.count_studios", queue=QUEUE)
def count_studios(timestamp: int) -> None:  # noqa: ARG001  periodic tasks are told when
    """Every hour, have every studio counted."""
    fan_out("oversight.count_studio")


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="oversight.look_for_demands", queue=QUEUE)
def look_for_demands(timestamp: int) -> None:  # noqa: ARG001  periodic tasks are told when
    """Every minute, if a demand waits for its archive or somebody is to be told of one, have the studios look."""
    if exports_waiting() or notices_due(clock.now()):
        fan_out("oversight.answer_demands")


@studio_task("oversight.answer_demands", retry=5)
def answer_demands() -> None:
    """Put together what was asked for in this studio, and tell whoever may know by now."""
    with studio_transaction() as entry:
        waiting = exports_waiting(number=entry.studio_id)
        due = {each.demand_id for each in notices_due(clock.now(), number=entry.studio_id)}
    for export in waiting:
        _answer(export)
    for demand_id in due:
        _tell(demand_id)


def _answer(export: DemandExport) -> None:
    demand, at = export.demand, clock.now()
    by = Actor(account_id=export.asked_by_id, name=export.asked_by)
    try:
        with demand_transaction(demand.pk):
            answer = answer_to(demand, by=by, at=at)
    except NoEntry:
        return  # over or revoked meanwhile: nothing was read, and nothing is kept
    with studio_transaction() as entry, translation.override(entry.locale):
        concerned = concerned_by(demand, on=at.date())
        keep_answer(export=export, answer=answer, concerned=concerned, at=at)


@studio_task("oversight.tell_of_demand", retry=5)
def tell_of_demand(demand_id: str) -> None:
    """Tell the families and the owners of a demand, as soon as they may know."""
    _tell(UUID(demand_id))


def _tell(demand_id: UUID) -> None:
    with studio_transaction() as entry:
        due = [
            each for each in notices_due(clock.now(), number=entry.studio_id) if each.demand_id == demand_id
        ]
        reached = {each.pk: _reached(each) for each in due}
    for notice in due:
        addresses = reached[notice.pk]
        for address, person in addresses.items():
            letter_about(demand_letter(notice, entry, address), person).send()
        if addresses:
            with studio_transaction():
                note_told(notice=notice, at=clock.now())


def _reached(notice: DemandNotice) -> dict[str, UUID | None]:
    """Who is written to about a notice; where nobody of the family has an address, the owners, who pass it on."""
    family = guardians_of(notice.family_id, apart_from=notice.student_ids) if notice.family_id else {}
    return family or owners()


@studio_task("oversight.tell_of_broken_glass", retry=5)
def tell_of_broken_glass(grant_id: str) -> None:
    """Write to every owner that two of MuseMinder let one of them in, and how to end it."""
    with studio_transaction() as entry:
        grant = SupportGrant.objects.get(pk=UUID(grant_id))
        addresses = owners()
    for address, owner_id in addresses.items():
        letter_about(glass_letter(grant, entry, address), owner_id).send()
