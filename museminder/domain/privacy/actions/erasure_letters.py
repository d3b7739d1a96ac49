"""Writing to guardians how a case of erasing stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from museminder.domain.people.models import Guardian
from museminder.domain.privacy.actions.own_records import Farewell
from museminder.domain.privacy.formats.erasure_letters import WRITTEN_OF, erased_again_letter, erasure_letter
from museminder.domain.privacy.models import Erasure
from museminder.foundation.outside.letters import page_address, plain_letter
from museminder.foundation.outside.mail import letter_about
from museminder.foundation.tenancy.context import Entry
from museminder.foundation.tenancy.jobs import enqueue


def have_guardians_told(erasure: Erasure, *, state: str, told: Sequence[UUID]) -> None:
    """Leave a job that writes to these guardians how a case stands now; nothing for what is no news to anybody."""
    if told and state in WRITTEN_OF:
        enqueue(
            "privacy.tell_of_erasure",
            erasure_id=str(erasure.pk),
            state=str(state),
            guardian_ids=[str(each) for each in told],
        )


def whom_to_tell(erasure: Erasure, *, state: str, rights: Sequence[tuple[UUID, UUID | None]]) -> list[UUID]:
    """Of the guardians with rights (guardian, account), those to whom a new state of a case is news."""
    if state == Erasure.State.WAITING:
        return [guardian for guardian, account in rights if account != erasure.by_account_id]
    if state == Erasure.State.HELD:
        return [guardian for guardian, account in rights if account == erasure.by_account_id]
    return [guardian for guardian, _account in rights]


def erasure_letters(
    *, erasure_id: UUID, state: str, guardian_ids: Sequence[UUID], entry: Entry
) -> list[EmailMessage]:
    """A letter to each of these guardians who has an address, in the language in force; not sent yet."""
    link = page_address("member", f"{entry.slug}/privacy/erasures/{erasure_id}/")
    letter = erasure_letter(state=state, studio=entry.name, link=link)
    reached = Guardian.objects.filter(pk__in=list(guardian_ids)).exclude(email="").order_by("pk")
    return [
        letter_about(EmailMessage(subject=letter.subject, body=letter.body, to=[each.email]), each.pk)
        for each in reached
    ]


def erased_again_letters(
    *, guardian_ids: Sequence[UUID], unreadable_in_backups_on: date, studio: str
) -> list[EmailMessage]:
    """A letter to each of these guardians who has an address: an erased child came back with a copy, and is gone again.

    In the language in force; not sent yet. Without a link: the case may be younger than the copy that was brought back.
    """
    letter = erased_again_letter(studio=studio, day=unreadable_in_backups_on)
    reached = Guardian.objects.filter(pk__in=list(guardian_ids)).exclude(email="").order_by("pk")
    return [
        letter_about(EmailMessage(subject=letter.subject, body=letter.body, to=[each.email]), each.pk)
        for each in reached
    ]


def farewell_letters(done: Farewell, *, studio: str) -> list[EmailMessage]:
    """The last letter to somebody whose own record was erased, at each address there was; not sent yet."""
    words = {"studio": studio, "day": done.unreadable_in_backups_on.isoformat()}
    subject = _("%(studio)s: your record is erased") % words
    body = _(
        "Your name, your addresses and your sign-in at %(studio)s are erased. No backup can be read from %(day)s on."
        " This is the last letter you get from there."
    )
    return [
        letter_about(plain_letter(subject, [body % words], to=to), of)
        for to, of in sorted(done.addresses.items())
    ]
