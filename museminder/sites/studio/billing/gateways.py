"""The studio's own card gateway: its keys, and the door through which it tells us what happened."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from museminder.domain.billing.actions.gateway_accounts import connect_stripe, disconnect
from museminder.domain.billing.actions.gateway_events import receive_notification
from museminder.domain.billing.actions.payments import gateway_in_use
from museminder.domain.billing.gateways.errors import GatewayError, NotificationRefused
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.tenancy.context import NoEntry
from museminder.primitives import clock
from museminder.sites.studio.billing.forms import GatewayForm
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.pages import open_page
from museminder.web.rendering import redirect_to, show
from museminder.web.showing_again import ask_again

LARGEST_NOTIFICATION = 262_144


@page(Permission.GATEWAY_EDIT)
def edit(request: Any) -> HttpResponse:
    """Connect the studio's Stripe account, or end the connection."""
    again = ask_again(request, "grave", then=request.path)
    if again is not None:
        return again
    form = GatewayForm(request.POST or None)
    account = gateway_in_use()
    if request.method == "POST" and "disconnect" in request.POST:
        if account is not None:
            disconnect(account=account, by=request.actor, at=request.received_at)
            messages.success(request, _("Cards are no longer taken."))
        return redirect_to(request, address_of("studio:billing:gateways:edit"))
    if request.method == "POST" and form.is_valid():
        base = request.build_absolute_uri("/hooks/stripe/")
        try:
            connect_stripe(
                secret_key=form.cleaned_data["secret_key"],
                webhook_base=base,
                by=request.actor,
                at=request.received_at,
            )
        except GatewayError as error:
            form.add_error("secret_key", str(error))
        else:
            messages.success(request, _("Your Stripe account is connected: families can pay by card."))
            return redirect_to(request, address_of("studio:billing:gateways:edit"))
    context = {"form": form, "account": account, "payment_pages": settings.PAYMENT_PAGES}
    return show(request, "studio/billing/gateway.html", context, status=422 if form.errors else 200)


@csrf_exempt
@require_POST
@open_page("the gateway has the studio's token in the address and signs what it sends")
def notify(request: HttpRequest, token: str) -> HttpResponse:
    """What the gateway tells us: signature checked, stored as it came, applied by a job."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_NOTIFICATION:
        return HttpResponse(status=413)
    try:
        receive_notification(
            token=token,
            body=request.body,
            signature=request.headers.get("Stripe-Signature", ""),
            at=clock.now(),
        )
    except NoEntry:
        return HttpResponse(status=404)
    except NotificationRefused:
        return HttpResponse(status=400)
    return HttpResponse(status=200)
