"""A copy of what is held about a family: asked for, made by a job, fetched within a week by the one who asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.people.models import Guardian, Student
from museminder.domain.privacy.actions.privacy_requests import open_request
from museminder.domain.privacy.formats.family_archive import family_archive
from museminder.domain.privacy.models import FamilyExport, PrivacyRequest
from museminder.domain.privacy.queries.copied import copied_for
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import Entry, current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.actor import PROGRAM, Actor

THERE_FOR = timedelta(days=7)
State = FamilyExport.State


def ask_for_family_export(*, by: Actor, at: datetime) -> FamilyExport:
    """Ask for a copy about oneself and every child one sees; asked again while it is made, it is the same.

    Raises ``Refused`` for a child who signs in by itself: its guardians ask, until it is of age.
    """
    with transaction.atomic(using=current_site()):
        if by.account_id is None:
            raise Refused(_("Only a person can ask for this."))
        students = list(Student.objects.filter(merged_into=None))
        is_guardian = Guardian.objects.filter(account_id=by.account_id).exists()
        is_adult = any(each.is_adult and each.account_id == by.account_id for each in students)
        if not (is_guardian or is_adult):
            raise Refused(_("A guardian asks for this copy until you are of age."))
        waiting = FamilyExport.objects.filter(by_account_id=by.account_id, state=State.ASKED).first()
        if waiting is not None:
            return waiting
        request = open_request(kind=PrivacyRequest.Kind.EXPORT, student_id=None, words="", by=by, at=at)
        export = FamilyExport.objects.create(
            request=request,
            by_account_id=by.account_id,
            student_ids=[each.pk for each in students],
            asked_at=at,
        )
        enqueue("privacy.make_family_export", export_id=str(export.pk), by_name=by.name)
    return export


def make_family_export(*, export_id: UUID, entry: Entry, by_name: str, at: datetime) -> None:
    """Write the archive of an export and answer its request; made again after a stop, it begins at its beginning."""
    export = FamilyExport.objects.select_for_update().filter(pk=export_id, state=State.ASKED).first()
    if export is None:
        return
    by = Actor(account_id=export.by_account_id, name=by_name)
    copied = copied_for(export, by=by, at=at)
    content = family_archive(copied, studio=entry.name, made_at=at, language=entry.locale)
    export.student_ids = [each.pk for each in copied.students]
    export.content, export.size = content, len(content)
    export.state, export.ready_at, export.expires_at = State.READY, at, at + THERE_FOR
    export.save()
    PrivacyRequest.objects.filter(pk=export.request_id, state=PrivacyRequest.State.OPEN).update(
        state=PrivacyRequest.State.ANSWERED,
        answered_at=at,
        answered_by_name=PROGRAM.name,
        answer=_("The copy is ready to be fetched for seven days."),
    )
    record_change("privacy.family_export.made", of=export, by=PROGRAM, at=at, details={"bytes": export.size})
    enqueue("privacy.forget_family_export", scheduled_at=export.expires_at, export_id=str(export_id))


def fetch_family_export(*, export: FamilyExport, by: Actor, at: datetime) -> bytes:
    """The archive, for the one who asked, while it is there; written down. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        if export.by_account_id != by.account_id or not export.can_be_fetched(at):
            raise Refused(_("This copy is no longer there. Ask for a new one."))
        opened = reveal([export], ["content"], purpose=Purpose.EXPORT, by=by, at=at)
        record_change("privacy.family_export.fetched", of=export, by=by, at=at)
    return bytes(opened[export.pk]["content"])


def forget_family_export(*, export_id: UUID, at: datetime) -> None:
    """Throw the archive away when its week is over."""
    export = FamilyExport.objects.select_for_update().filter(pk=export_id, state=State.READY).first()
    if export is not None and not export.can_be_fetched(at):
        FamilyExport.objects.filter(pk=export_id).update(state=State.GONE, content=None, size=0)
