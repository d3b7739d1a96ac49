"""A request about what is held: it comes, it has a day by which it is answered, it is answered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.people.rules import check_text, day_of
from museminder.domain.privacy.models import PrivacyRequest
from museminder.domain.privacy.rules.due import due_on
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor

Kind, State, Way = PrivacyRequest.Kind, PrivacyRequest.State, PrivacyRequest.Way
WORDLESS = frozenset({Kind.ACCESS, Kind.EXPORT, Kind.ERASE})  # what these ask for needs no explanation


def open_request(
    *,
    kind: str,
    student_id: UUID | None,
    words: str,
    by: Actor,
    at: datetime,
) -> PrivacyRequest:
    """Ask for something on a page of the privacy center; it is due by law. Raises ``Refused``, KeyError."""
    with transaction.atomic(using=current_site()):
        request = _new(kind, student_id, words, at)
        request.by_account_id, request.by_name = by.account_id, by.name[:120]
        return _opened(request, by=by, at=at)


def note_request(
    *,
    kind: str,
    student_id: UUID | None,
    words: str,
    came_by: str,
    by_name: str,
    by_email: str = "",
    by: Actor,
    at: datetime,
) -> PrivacyRequest:
    """Write down what came by mail, letter or telephone; it is due as if it had been asked here. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        request = _new(kind, student_id, words, at)
        request.came_by, request.by_email = Way(came_by), by_email
        request.by_name = check_text(by_name)[:120]
        if not request.by_name:
            raise Refused(_("Say who asks."))
        return _opened(request, by=by, at=at)


def answer_request(*, request_id: UUID, answer: str, by: Actor, at: datetime) -> PrivacyRequest:
    """Tell whoever asked what was done; the request is closed. Raises ``Refused``."""
    return _closed(request_id, State.ANSWERED, answer, by=by, at=at)


def refuse_request(*, request_id: UUID, answer: str, by: Actor, at: datetime) -> PrivacyRequest:
    """Tell whoever asked why it is not done; the request is closed. Raises ``Refused``."""
    return _closed(request_id, State.REFUSED, answer, by=by, at=at)


def _new(kind: str, student_id: UUID | None, words: str, at: datetime) -> PrivacyRequest:
    words = check_text(words, lines_allowed=True)
    if not words and kind not in WORDLESS:
        raise Refused(_("Say in a few words what you ask for."))
    return PrivacyRequest(
        kind=Kind(kind),
        student_id=student_id,
        words=words,
        opened_at=at,
        due_on=due_on(kind, day_of(at)),
    )


def _opened(request: PrivacyRequest, *, by: Actor, at: datetime) -> PrivacyRequest:
    request.save(force_insert=True)
    record_change("privacy.request.opened", of=request, by=by, at=at, details={"kind": request.kind})
    return request


def _closed(
    request_id: UUID, state: PrivacyRequest.State, answer: str, *, by: Actor, at: datetime
) -> PrivacyRequest:
    answer = check_text(answer, lines_allowed=True)
    if not answer:
        raise Refused(_("Write what whoever asked is told."))
    with transaction.atomic(using=current_site()):
        request = PrivacyRequest.objects.select_for_update().get(pk=request_id)
        if not request.is_open:
            raise Refused(_("This was answered already."))
        request.state, request.answer = state, answer
        request.answered_at, request.answered_by_name = at, by.name[:120]
        request.save(update_fields=["state", "answer", "answered_at", "answered_by_name"])
        record_change(f"privacy.request.{state.value}", of=request, by=by, at=at)
    return request
