"""Who gets into the operator site: an account that is appointed, with a second factor, as the database sees it.

Every page runs in one transaction as the role ``operator``, under a context that the database issued: it is inside no
studio, and that role has no grant on any studio's table.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, connections, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from museminder.foundation.identity.door import second_step
from museminder.foundation.identity.permissions import OPERATOR_PERMISSIONS, Permission
from museminder.primitives import clock
from museminder.primitives.actor import Actor

View = Callable[..., HttpResponse]
SITE = "operator"
REFUSED = "28000"


def page(permission: Permission) -> Callable[[View], View]:
    """A page for those who run MuseMinder. The request has ``actor``, ``is_trained``, ``permissions``, ``now_on``."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def enter(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            return _enter(request, functools.partial(view, **kwargs))

        enter.permission = permission  # type: ignore[attr-defined]
        return never_cache(enter)

    return declare


def _enter(request: Any, view: View) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    waiting = second_step(request)
    if waiting is not None:
        return waiting
    with transaction.atomic(using=SITE):
        account_id, name, is_trained = _begin(request.session.session_key)
        request.actor = Actor(account_id=account_id, name=name)
        request.is_trained = is_trained
        request.permissions = OPERATOR_PERMISSIONS
        request.received_at = clock.now()
        request.now_on = request.received_at.date()
        response = view(request)
        if response.status_code >= 400:
            transaction.set_rollback(True, using=SITE)
        return response


def _begin(secret: str) -> Any:
    try:
        with connections[SITE].cursor() as cursor:
            cursor.execute("select * from sec.begin_operator(%s)", [secret])
            return cursor.fetchone()
    except DatabaseError as refusal:
        if getattr(refusal.__cause__, "sqlstate", "") == REFUSED:
            raise Http404 from refusal
        raise
