"""Saying that one wants promotional mail, or no longer does: each adult for themselves."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.privacy.models import PromotionalChoice
from museminder.domain.privacy.queries.promotional import MAY_WANT
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def choose_promotional_mail(
    *, membership_id: UUID, wants: bool, says_of_age: bool, by: Actor, at: datetime
) -> PromotionalChoice:
    """Say for oneself whether promotional mail may come; a no is taken from everybody and at any time.

    Raises ``Refused`` for a yes of somebody who is not of age, does not run the school, or says it for another.
    """
    with transaction.atomic(using=current_site()):
        member = Membership.objects.get(pk=membership_id)
        if by.account_id is None or member.account_id != by.account_id:
            raise Refused(_("Everybody says this for themselves."))
        if wants and not says_of_age:
            raise Refused(_("Only adults can turn this on. Say that you are of age."))
        if wants and not (member.is_current and MAY_WANT & set(member.roles)):
            raise Refused(_("This is for owners and managers of a school."))
        said = {
            "membership": member,
            "wants_promotional_mail": wants,
            "says_of_age": wants and says_of_age,
            "chosen_at": at,
        }
        choice, _is_new = PromotionalChoice.objects.update_or_create(account_id=by.account_id, defaults=said)
        what = "privacy.promotional_mail.wanted" if wants else "privacy.promotional_mail.refused"
        record_change(what, of=choice, by=by, at=at)
    return choice
