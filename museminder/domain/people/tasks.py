"""Letters to people, sent by the worker."""

from __future__ import annotations

from uuid import UUID

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from museminder.domain.people.actions.coming_of_age import (
    let_rights_pass,
    note_notice,
    schedule_coming_of_age,
)
from museminder.domain.people.actions.widening_decisions import confirm_widening
from museminder.domain.people.formats.coming_of_age_letters import (
    coming_of_age_letter,
    own_coming_of_age_letter,
)
from museminder.domain.people.formats.widening_letters import former_address_letter, widening_letter
from museminder.domain.people.models import Guardian, Student, Widening
from museminder.domain.people.queries.coming_of_age import addresses_of, children, guardians_who_see
from museminder.domain.people.queries.widenings import guardians_told
from museminder.foundation.identity.actions.invitations import renew_link
from museminder.foundation.identity.models import Invitation
from museminder.foundation.identity.permissions import is_staff
from museminder.foundation.outside.letters import page_address, plain_letter
from museminder.foundation.outside.mail import letter_about
from museminder.foundation.tenancy.context import Entry
from museminder.foundation.tenancy.jobs import QUEUE, fan_out, studio_task, studio_transaction
from museminder.foundation.tenancy.models import Studio
from museminder.primitives import clock
from museminder.primitives.actor import PROGRAM, Actor

EVERY_MONTH = "12 3 1 * *"


@studio_task("people.send_invitation", retry=5)
def send_invitation(invitation_id: str, by_name: str) -> None:
    """Send the letter with the link; a letter sent again carries a new link, and the old one stops working.

    An invitation that was answered or taken back meanwhile is not sent.
    """
    with studio_transaction() as entry:
        invitation = Invitation.objects.get(pk=UUID(invitation_id))
        if invitation.accepted_at or invitation.revoked_at:
            return
        by = Actor(account_id=entry.account_id, name=by_name)
        token = renew_link(invitation_id=invitation.pk, by=by, at=clock.now())
        studio = Studio.objects.get(pk=entry.studio_id)
        letter = _letter(invitation, entry, _address(invitation, token), studio.email)
    letter_about(letter, invitation.subject_id, invitation.pk).send()


def _letter(invitation: Invitation, entry: Entry, link: str, reply_to: str) -> EmailMessage:
    with translation.override(entry.locale):
        words = {"studio": entry.name, "name": invitation.display_name, "link": link}
        subject = _("%(studio)s invites you") % words
        lines = [
            _("Hello %(name)s,") % words,
            _("%(studio)s invites you to sign in. Open this link to begin; it works for 14 days and once:")
            % words,
            link,
            _("If you do not know %(studio)s, leave this letter unanswered: nothing will happen.") % words,
        ]
    return plain_letter(subject, lines, to=invitation.email, reply_to=reply_to)


def _address(invitation: Invitation, token: str) -> str:
    site = "studio" if is_staff(invitation.roles) else "member"
    return page_address(site, f"accounts/invitations/{token}/")


@studio_task("people.tell_of_widening", retry=5)
def tell_of_widening(widening_id: str) -> None:
    """Write to the other guardians of a student that somebody is to get more rights, unless it is decided already."""
    with studio_transaction() as entry:
        widening = Widening.objects.select_related("student").get(pk=UUID(widening_id))
        if widening.state != Widening.State.WAITING:
            return
        letters = [
            (
                guardian.pk,
                widening_letter(
                    widening_id=widening.pk,
                    entry=entry,
                    to=guardian.email,
                    is_of_an_address=widening.is_of_an_address,
                ),
            )
            for guardian in guardians_told(widening)
        ]
    for guardian_id, letter in letters:
        letter_about(letter, guardian_id, widening.student_id).send()


@studio_task("people.tell_former_address", retry=5)
def tell_former_address(widening_id: str) -> None:
    """Write to a guardian at the address that is to be left, unless it is decided already or there was none."""
    with studio_transaction() as entry:
        widening = Widening.objects.select_related("guardian").get(pk=UUID(widening_id))
        guardian = widening.guardian
        if widening.state != Widening.State.WAITING or guardian is None or not guardian.email:
            return
        studio = Studio.objects.get(pk=entry.studio_id)
        letter = former_address_letter(entry=entry, to=guardian.email, reply_to=studio.email)
    letter_about(letter, guardian.pk, widening.pk).send()


@studio_task("people.carry_out_widening", retry=5)
def carry_out_widening(widening_id: str, by_name: str) -> None:
    """A day has gone by where nobody else keeps the office: what nobody objected to holds now."""
    with studio_transaction() as entry:
        widening = Widening.objects.get(pk=UUID(widening_id))
        if widening.state == Widening.State.WAITING:
            by = Actor(account_id=entry.account_id, name=by_name)
            confirm_widening(widening_id=widening.pk, by=by, at=clock.now())


@app.periodic(cron=EVERY_MONTH)
@app.task(name="people.look_at_birth_dates_in_every_studio", queue=QUEUE)
def look_at_birth_dates_in_every_studio(timestamp: int) -> None:  # noqa: ARG001  the queue says when
    """Every month, see in every studio who comes of age soon."""
    fan_out("people.look_at_birth_dates")


@studio_task("people.look_at_birth_dates", retry=5)
def look_at_birth_dates() -> None:
    """See in one studio who comes of age soon, and put what follows on the days."""
    with studio_transaction():
        schedule_coming_of_age(children(), by=PROGRAM, at=clock.now())


@studio_task("people.look_at_birth_date", retry=5)
def look_at_birth_date(student_id: str) -> None:
    """A birth date was corrected: see anew on which day the student comes of age."""
    with studio_transaction():
        found = [each for each in children() if each.pk == UUID(student_id)]
        schedule_coming_of_age(found, by=PROGRAM, at=clock.now())


@studio_task("people.tell_of_coming_of_age", retry=5)
def tell_of_coming_of_age(student_id: str) -> None:
    """Write to every guardian who sees a student that the rights pass within 30 days."""
    with studio_transaction() as entry:
        student = note_notice(student_id=UUID(student_id), by=PROGRAM, at=clock.now())
        if student is None:
            return
        letters = _letters_of_age(entry, guardians_who_see(student), is_today=False)
    for guardian_id, letter in letters:
        letter_about(letter, guardian_id, UUID(student_id)).send()


@studio_task("people.let_rights_pass", retry=5)
def rights_pass(student_id: str) -> None:
    """On the birthday the student decides alone; whoever saw the student until now is told, and the student too."""
    with studio_transaction() as entry:
        student = Student.objects.filter(pk=UUID(student_id)).first()  # none, if an import was undone
        told = guardians_who_see(student) if student else []
        came_of_age = let_rights_pass(student_id=UUID(student_id), by=PROGRAM, at=clock.now())
        letters = _letters_of_age(entry, told, is_today=True) if came_of_age else []
        own = _own_letters(entry, came_of_age) if came_of_age else []
    for guardian_id, letter in letters:
        letter_about(letter, guardian_id, UUID(student_id)).send()
    for letter in own:
        letter_about(letter, UUID(student_id)).send()


def _own_letters(entry: Entry, student: Student) -> list[EmailMessage]:
    studio = Studio.objects.get(pk=entry.studio_id)
    return [
        own_coming_of_age_letter(entry=entry, to=each, reply_to=studio.email)
        for each in addresses_of(student)
    ]


def _letters_of_age(
    entry: Entry, guardians: list[Guardian], *, is_today: bool
) -> list[tuple[UUID, EmailMessage]]:
    studio = Studio.objects.get(pk=entry.studio_id)
    return [
        (
            each.pk,
            coming_of_age_letter(entry=entry, to=each.email, reply_to=studio.email, is_today=is_today),
        )
        for each in guardians
    ]
