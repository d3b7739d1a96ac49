"""Letters about privacy, sent by the worker."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from museminder.domain.people.models import StaffMember
from museminder.domain.privacy.actions.breaches import note_told
from museminder.domain.privacy.actions.change_letters import send_change_letters
from museminder.domain.privacy.actions.closing import carry_out_closing, shut_again
from museminder.domain.privacy.actions.erasing import replay_erasures_of_studio
from museminder.domain.privacy.actions.erasure_letters import (
    erased_again_letters,
    erasure_letters,
    farewell_letters,
)
from museminder.domain.privacy.actions.erasures import weigh_erasure as weigh
from museminder.domain.privacy.actions.family_exports import forget_family_export as forget
from museminder.domain.privacy.actions.family_exports import make_family_export as make
from museminder.domain.privacy.actions.own_records import replay_own_erasures_of_studio, weigh_own_erasure
from museminder.domain.privacy.actions.retention import carry_out_retention
from museminder.domain.privacy.formats.closing_letters import closing_letter
from museminder.domain.privacy.models import BreachNotice, HeldReveal, StudioClosing
from museminder.domain.privacy.queries.breaches import is_anybody_to_be_told
from museminder.domain.privacy.queries.changes_of_control import everybody, is_time_to_write
from museminder.foundation.identity.permissions import Role
from museminder.foundation.outside.letters import page_address, plain_letter
from museminder.foundation.outside.mail import letter_about
from museminder.foundation.tenancy.context import Entry
from museminder.foundation.tenancy.jobs import QUEUE, enqueue, fan_out, studio_task, studio_transaction
from museminder.foundation.tenancy.models import Studio
from museminder.primitives import clock
from museminder.primitives.actor import PROGRAM

EVERY_NIGHT = "52 2 * * *"
EVERY_FEW_MINUTES = "*/5 * * * *"


@studio_task("privacy.tell_owners_of_held_reveal", retry=5)
def tell_owners_of_held_reveal(held_id: str) -> None:
    """Write to every owner that something was held, with a link and without a word about whom it was about."""
    with studio_transaction() as entry:
        held = HeldReveal.objects.get(pk=UUID(held_id))
        reached = _owners(entry, otherwise=held.pk)
    for address, owner_id in reached.items():
        letter_about(_letter(held, entry, address), owner_id).send()


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="privacy.retention_in_every_studio", queue=QUEUE)
def retention_in_every_studio(timestamp: int) -> None:  # noqa: ARG001  the queue says when
    """Every night, erase in every studio what the schedule says is over."""
    fan_out("privacy.retention")


@studio_task("privacy.retention", retry=5)
def retention() -> None:
    """Carry the schedule out in one studio."""
    with studio_transaction() as entry:
        carry_out_retention(studio_id=entry.studio_id, by=PROGRAM, at=clock.now())


@app.periodic(cron=EVERY_FEW_MINUTES)
@app.task(name="privacy.tell_of_breaches_in_every_studio", queue=QUEUE)
def tell_of_breaches_in_every_studio(timestamp: int) -> None:  # noqa: ARG001  the queue says when
    """Every few minutes, if some studio waits to be told of a breach, have the studios look."""
    if is_anybody_to_be_told():
        fan_out("privacy.tell_of_breaches")


@studio_task("privacy.tell_of_breaches", retry=5)
def tell_of_breaches() -> None:
    """Write to every owner what happened, and note when. Where nobody has an address it stays untold, and late."""
    with studio_transaction() as entry:
        waiting = list(BreachNotice.objects.using("worker").filter(number=entry.studio_id, told_at=None))
        reached = _owners(entry, otherwise=None)
    for notice in waiting:
        for address, owner_id in reached.items():
            letter_about(_breach_letter(notice, entry, address), owner_id).send()
        if reached:
            with studio_transaction():
                note_told(notice=notice, at=clock.now())


@app.periodic(cron=EVERY_FEW_MINUTES)
@app.task(name="privacy.tell_of_change_of_control_in_every_studio", queue=QUEUE)
def tell_of_change_of_control_in_every_studio(timestamp: int) -> None:
    """If MuseMinder is to change hands, have every studio write: just after it was announced, then once a day."""
    if is_time_to_write(at=datetime.fromtimestamp(timestamp, UTC)):
        fan_out("privacy.tell_of_change_of_control")


@studio_task("privacy.tell_of_change_of_control", retry=5)
def tell_of_change_of_control() -> None:
    """Write to whoever of one studio was not written to yet."""
    send_change_letters()


@studio_task("privacy.make_family_export", retry=3)
def make_family_export(export_id: str, by_name: str) -> None:
    """Make the copy that somebody of a family asked for, in the studio's language."""
    with studio_transaction() as entry, translation.override(entry.locale):
        make(export_id=UUID(export_id), entry=entry, by_name=by_name, at=clock.now())


@studio_task("privacy.forget_family_export", retry=3)
def forget_family_export(export_id: str) -> None:
    """Throw a copy away when its week is over."""
    with studio_transaction():
        forget(export_id=UUID(export_id), at=clock.now())


@studio_task("privacy.weigh_erasure", retry=5)
def weigh_erasure(erasure_id: str) -> None:
    """Look whether a student may be erased now, and do it if so."""
    with studio_transaction() as entry, translation.override(entry.locale):
        weigh(erasure_id=UUID(erasure_id), studio_id=entry.studio_id, at=clock.now())


@studio_task("privacy.tell_of_erasure", retry=5)
def tell_of_erasure(erasure_id: str, state: str, guardian_ids: list[str]) -> None:
    """Write to guardians how a case of erasing stands, with a link and without the child's name."""
    with studio_transaction() as entry, translation.override(entry.locale):
        told = [UUID(each) for each in guardian_ids]
        letters = erasure_letters(erasure_id=UUID(erasure_id), state=state, guardian_ids=told, entry=entry)
    for letter in letters:
        letter.send()


@studio_task("privacy.tell_erased_again", retry=5)
def tell_erased_again(guardian_ids: list[str], unreadable_in_backups_on: str) -> None:
    """Write to guardians that an older copy brought an erased child back, and that it is erased again."""
    with studio_transaction() as entry, translation.override(entry.locale):
        letters = erased_again_letters(
            guardian_ids=[UUID(each) for each in guardian_ids],
            unreadable_in_backups_on=date.fromisoformat(unreadable_in_backups_on),
            studio=entry.name,
        )
    for letter in letters:
        letter.send()


@studio_task("privacy.erase_own_record", retry=5)
def erase_own_record(request_id: str) -> None:
    """Erase a guardian's own record if it may be; a last letter says so, to the address that is gone by then."""
    with studio_transaction() as entry, translation.override(entry.locale):
        done = weigh_own_erasure(request_id=UUID(request_id), studio_id=entry.studio_id, at=clock.now())
        letters = farewell_letters(done, studio=entry.name) if done else []
    for letter in letters:
        letter.send()


@studio_task("privacy.replay_erasures", retry=5)
def replay_erasures() -> None:
    """Erase again whom an older copy of the studios' database brought back."""
    with studio_transaction() as entry:
        replay_erasures_of_studio(studio_id=entry.studio_id, by=PROGRAM, at=clock.now())
        replay_own_erasures_of_studio(studio_id=entry.studio_id, by=PROGRAM, at=clock.now())
        shut_again(studio_id=entry.studio_id, at=clock.now())


@studio_task("privacy.tell_of_closing", retry=5)
def tell_of_closing(closing_id: str) -> None:
    """Have a letter written to every owner and every guardian with an account, each by a job of its own."""
    with studio_transaction() as entry:
        for each in everybody(entry.studio_id):
            enqueue(
                "privacy.send_closing_letter",
                closing_id=closing_id,
                account_id=str(each.account_id),
                as_owner=each.as_owner,
            )


@studio_task("privacy.send_closing_letter", retry=5)
def send_closing_letter(closing_id: str, account_id: str, *, as_owner: bool) -> None:
    """Write to one person that the school closes, unless it was opened again meanwhile."""
    with studio_transaction() as entry:
        closing = StudioClosing.objects.get(pk=UUID(closing_id))
        asked = (UUID(account_id), as_owner)
        found = [each for each in everybody(entry.studio_id) if (each.account_id, each.as_owner) == asked]
    if found and closing.reopened_at is None:
        letter_about(closing_letter(closing, entry, found[0]), found[0].account_id).send()


@studio_task("privacy.carry_out_closing", retry=5)
def carry_out_closing_of_studio(closing_id: str) -> None:
    """Destroy the keys of a school that closed, when its day has come and nothing must be kept."""
    with studio_transaction() as entry:
        carry_out_closing(closing_id=UUID(closing_id), studio_id=entry.studio_id, at=clock.now())


def _owners(entry: Entry, *, otherwise: UUID | None) -> dict[str, UUID | None]:
    """Addresses of the owners with their ids; where nobody has one, the studio's own, which is about ``otherwise``."""
    owners = StaffMember.objects.filter(
        membership__ended_at=None, membership__roles__contains=[Role.OWNER.value]
    ).exclude(email="")
    reached: dict[str, UUID | None] = {owner.email: owner.pk for owner in owners}
    if not reached:
        studio = Studio.objects.get(pk=entry.studio_id)
        reached = {studio.email: otherwise} if studio.email else {}
    return reached


def _breach_letter(notice: BreachNotice, entry: Entry, address: str) -> EmailMessage:
    with translation.override(entry.locale):
        words = {"studio": entry.name, "count": notice.subject_count}
        subject = _("%(studio)s: somebody got at personal information") % words
        lines = [
            _("Somebody got at information of your school who should not have.") + f" {notice.what_happened}",
            _("Whose: %(whose)s About how many people: %(count)d.") % (words | {"whose": notice.whose}),
            _("What we do: %(done)s") % {"done": notice.what_we_do},
            _("It stands in your privacy desk under Breaches: %(link)s")
            % {"link": _address(entry, "privacy/breaches/")},
        ]
    return plain_letter(subject, lines, to=address)


def _address(entry: Entry, page: str) -> str:
    return page_address("studio", f"{entry.slug}/{page}")


def _letter(held: HeldReveal, entry: Entry, address: str) -> EmailMessage:
    words = {"studio": entry.name, "name": held.by_name, "link": _address(entry, "privacy/reveals/")}
    with translation.override(entry.locale):
        subject = _("%(studio)s: something was held back") % words
        lines = [
            _(
                "%(name)s asked to open more of what is kept sealed than one person may open in a while."
                " Nothing was opened."
            )
            % words,
            _("Look at it, and allow it once or refuse it: %(link)s") % words,
        ]
    return plain_letter(subject, lines, to=address)
