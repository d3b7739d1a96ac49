"""Setting up a second factor, asked of staff before they enter."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from museminder.foundation.identity.door import second_step
from museminder.foundation.identity.pages import own_account


@own_account
def choose(request: HttpRequest) -> HttpResponse:
    """Why one is needed, and the two kinds there are; whoever has shown one goes on where they wanted to."""
    onward = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}, require_https=True):
        onward = "/"
    if second_step(request) is None:
        return redirect(onward)
    request.session["identity_onward"] = onward
    return render(request, "identity/second_factor.html.j2")


@own_account
def qr_code(request: HttpRequest) -> HttpResponse:
    """The picture an authenticator app reads: a file of ours, because a page here embeds no data."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(picture, content_type="image/svg+xml")
