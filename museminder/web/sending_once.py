"""What was sent counts once, however often it is sent: a double click, a retry and a crash are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.models import IdempotencyKey

View = Callable[..., HttpResponse]
SENT_ONCE = "idempotency_key"


def may_be_repeated(request: Any) -> bool:
    """What only reads, and what counts once however often it is sent; files have been read and are gone."""
    if request.method in ("GET", "HEAD"):
        return True
    return request.method == "POST" and bool(request.POST.get(SENT_ONCE)) and not request.FILES


def sent_once(request: Any, key: str, view: View) -> HttpResponse:
    """Do what was sent once, however often it is sent: a double click, a retry and a crash are the same."""
    body = _fingerprint(request)
    if not _is_key(key):  # a browser sends back the one it was given
        return _told(
            _("A part of this page was lost on the way. Go back, copy what you typed, and open it again.")
        )
    created = IdempotencyKey.objects.bulk_create(
        [
            IdempotencyKey(
                key=key[:64],
                account_id=request.actor.account_id,
                fingerprint=body,
                created_at=request.received_at,
            )
        ],
        ignore_conflicts=True,
    )
    mine = created[0].pk
    # Somebody else's row with this key waits for their transaction, so what we read here is final.
    row = IdempotencyKey.objects.filter(key=key[:64]).first()
    if row is None:
        raise Http404
    if row.pk != mine:
        return _again(request, row, body)
    point = transaction.savepoint(using=current_site())
    response = view(request)
    if isinstance(response, HttpResponseRedirect):
        transaction.savepoint_commit(point, using=current_site())
        IdempotencyKey.objects.filter(pk=mine).update(location=response.url[:500])
    elif response.headers.get("HX-Redirect"):
        IdempotencyKey.objects.filter(pk=mine).update(location=response.headers["HX-Redirect"][:500])
    elif response.status_code < 400:
        # A page that answers with what it did, such as a protected fact shown: what it wrote down stays.
        transaction.savepoint_commit(point, using=current_site())
    else:
        # Nothing was done: a form with an error may be sent again under the same key.
        transaction.savepoint_rollback(point, using=current_site())
        IdempotencyKey.objects.filter(pk=mine).delete()
    return response


def _fingerprint(request: Any) -> str:
    """What was sent, however it was encoded: a form with files has been read and its bytes are gone."""
    sent = [(name, value) for name in sorted(request.POST) for value in request.POST.getlist(name)]
    sent += [
        (name, f"{file.name} {file.size}")
        for name in sorted(request.FILES)
        for file in request.FILES.getlist(name)
    ]
    return hashlib.sha256(repr((request.path, sent)).encode()).hexdigest()


def _again(request: Any, row: IdempotencyKey, fingerprint: str) -> HttpResponse:
    if row.account_id != request.actor.account_id or row.fingerprint != fingerprint:
        return _told(_("This form was already sent with other values. Open it again to send it once more."))
    return redirect(row.location or came_from(request))


def _told(sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=409, content_type="text/plain; charset=utf-8")


def _is_key(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def came_from(request: Any) -> str:
    """The page with the button, as an address may only take what is sent; without one, the address itself."""
    before = urlsplit(request.headers.get("Referer", ""))
    is_ours = before.netloc == request.get_host() and before.path.startswith(f"/{request.studio.slug}/")
    return before.path if is_ours else str(request.path)
