"""The privacy desk: what families and others asked for, until when it is due, and the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.people.rules import day_of
from museminder.domain.privacy.actions.privacy_requests import answer_request, note_request, refuse_request
from museminder.domain.privacy.models import Erasure, PrivacyRequest
from museminder.domain.privacy.queries.privacy_requests import request_counts, requests_for_the_desk
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.sites.studio.people.saving import Place, Words, save, typed
from museminder.sites.studio.privacy.forms import AnswerForm, NoteForm
from museminder.web.addresses import address_of
from museminder.web.rendering import show as show_page


@page(Permission.PRIVACY_REQUEST_ANSWER)
def index(request: Any) -> HttpResponse:
    """What is open, the nearest day first, then what was answered; with counts."""
    today = day_of(request.received_at)
    context = {"requests": requests_for_the_desk(), "counts": request_counts(today), "today": today}
    return show_page(request, "studio/privacy/requests.html", context)


@page(Permission.PRIVACY_REQUEST_ANSWER)
def show(request: Any, request_id: UUID) -> HttpResponse:
    """One request with what was asked and what was answered."""
    asked = _request(request_id)
    erasure = (
        Erasure.objects.filter(request=asked).first() if asked.kind == PrivacyRequest.Kind.ERASE else None
    )
    context = {"asked": asked, "is_late": asked.is_late(on=day_of(request.received_at)), "erasure": erasure}
    return show_page(request, "studio/privacy/request.html", context)


@page(Permission.PRIVACY_REQUEST_ANSWER)
def create(request: Any) -> HttpResponse:
    """Write down what came by letter, telephone or mail; it is due like any other."""
    words = Words(
        _("Write down a request"), _("Write down"), _("Written down, with the day by which it is answered.")
    )

    def do(data: dict[str, Any]) -> None:
        note_request(student_id=None, by=request.actor, at=request.received_at, **data)

    back = address_of("studio:privacy:requests:index")
    place = Place([(_("Privacy desk"), back), (words.title, "")], back)
    return save(request, NoteForm(typed(request), idempotent=True), do, words=words, place=place)


@page(Permission.PRIVACY_REQUEST_ANSWER)
def answer(request: Any, request_id: UUID) -> HttpResponse:
    """Tell whoever asked what was done."""
    words = Words(
        _("Answer this request"), _("Answer"), _("Answered. Whoever asked reads it on their own page.")
    )
    return _close(request, request_id, answer_request, words)


@page(Permission.PRIVACY_REQUEST_ANSWER)
def refuse(request: Any, request_id: UUID) -> HttpResponse:
    """Tell whoever asked why it is not done."""
    words = Words(
        _("Refuse this request"),
        _("Refuse"),
        _("Refused, with your reason."),
        note=_("Say which law or which other person’s right stands against it, and that they may complain."),
    )
    return _close(request, request_id, refuse_request, words)


def _close(
    request: Any, request_id: UUID, action: Callable[..., PrivacyRequest], words: Words
) -> HttpResponse:
    asked = _request(request_id)

    def do(data: dict[str, Any]) -> None:
        action(request_id=asked.pk, by=request.actor, at=request.received_at, **data)

    back = address_of("studio:privacy:requests:show", request_id=asked.pk)
    desk = address_of("studio:privacy:requests:index")
    place = Place([(_("Privacy desk"), desk), (asked.get_kind_display(), back), (words.title, "")], back)
    return save(request, AnswerForm(typed(request), idempotent=True), do, words=words, place=place)


def _request(request_id: UUID) -> PrivacyRequest:
    return get_object_or_404(PrivacyRequest.objects.select_related("student"), pk=request_id)
