"""What the vault held back, and who looked at most: an owner allows a request once, or refuses it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from museminder.domain.oversight.models import SupportGrant
from museminder.domain.privacy.actions.held_reveals import allow_held_reveal, refuse_held_reveal
from museminder.domain.privacy.models import HeldReveal
from museminder.domain.privacy.models.held_reveal import ALONE_AFTER
from museminder.domain.privacy.queries.held_reveals import decides_alone
from museminder.domain.privacy.queries.looks import most_looked
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.vault.access_log.counting import Looked
from museminder.foundation.vault.quotas import ONE_BY_ONE
from museminder.sites.studio.door import page
from museminder.sites.studio.people.saving import Place, Words, save, typed
from museminder.web.addresses import address_of
from museminder.web.forms import Form
from museminder.web.purposes import purpose_words
from museminder.web.rendering import show as show_page
from museminder.web.showing_again import ask_again

SHOWN = 50
LOOKED_AT = timedelta(days=30)


class DecisionForm(Form):
    """Why it is allowed, or not."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


@page(Permission.HELD_REVEAL_DECIDE)
def index(request: Any) -> HttpResponse:
    """What was held, the newest first, and who opened something of the most people in thirty days."""
    held = HeldReveal.objects.order_by("-held_at")[:SHOWN]
    looked = most_looked(request.studio.studio_id, since=request.received_at - LOOKED_AT)
    is_alone = decides_alone(request.actor.account_id)
    context = {
        "held": [
            (
                each,
                purpose_words(each.purpose),
                _may_decide(request, each),
                _alone_from(request, each) if is_alone else None,
            )
            for each in held
        ],
        "looked": _named(looked),
        "most": ONE_BY_ONE.least,
        "now": request.received_at,
    }
    return show_page(request, "studio/privacy/reveals.html", context)


def _named(looked: list[Looked]) -> list[tuple[str, Looked]]:
    """How those who looked are called: people of the studio, MuseMinder's support who were let in, and courts."""
    account_ids = [each.account_id for each in looked if each.account_id]
    let_in = SupportGrant.objects.filter(account_id__in=account_ids).values_list("account_id", "staff_name")
    support = {account: _("%(name)s, MuseMinder support") % {"name": name} for account, name in let_in}
    people = Membership.objects.filter(account_id__in=account_ids)
    names = support | dict(people.values_list("account_id", "display_name"))
    names[None] = _("MuseMinder, because a court or an authority demanded it")
    return [(names.get(each.account_id) or _("Somebody who is not here any more"), each) for each in looked]


@page(Permission.HELD_REVEAL_DECIDE)
def allow(request: Any, held_id: UUID) -> HttpResponse:
    """Let the person open just that, once."""
    words = Words(
        _("Allow this once"),
        _("Allow once"),
        _("Allowed. It can be opened once within a day."),
        note=_(
            "Your reason is written down. Whoever it is about can see in the access log that it was allowed."
        ),
    )
    return _decide(request, held_id, allow_held_reveal, words)


@page(Permission.HELD_REVEAL_DECIDE)
def refuse(request: Any, held_id: UUID) -> HttpResponse:
    """Leave it closed."""
    words = Words(_("Refuse this"), _("Refuse"), _("Refused. Nothing is opened."))
    return _decide(request, held_id, refuse_held_reveal, words)


def _decide(request: Any, held_id: UUID, action: Callable[..., HeldReveal], words: Words) -> HttpResponse:
    again = ask_again(request, "grave", then=request.path)
    if again is not None:
        return again
    held = get_object_or_404(HeldReveal, pk=held_id)

    def do(data: dict[str, Any]) -> None:
        action(held_id=held.pk, by=request.actor, at=request.received_at, **data)

    back = address_of("studio:privacy:reveals:index")
    place = Place([(_("Who looked"), back), (words.title, "")], back)
    return save(request, DecisionForm(typed(request), idempotent=True), do, words=words, place=place)


def _alone_from(request: Any, held: HeldReveal) -> datetime | None:
    """When the only owner may allow this request of their own; None where it is not their own."""
    mine = held.is_waiting(request.received_at) and held.account_id == request.actor.account_id
    return held.held_at + ALONE_AFTER if mine else None


def _may_decide(request: Any, held: HeldReveal) -> bool:
    return held.is_waiting(request.received_at) and held.account_id != request.actor.account_id
