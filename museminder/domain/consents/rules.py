"""Who may agree to what, and where a family may be led."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from museminder.domain.people.models import Guardianship
from museminder.foundation.identity.rules import Refused
from museminder.foundation.outside.register import Kind, ThirdParty, registered


def check_may_consent(*, student_id: UUID, account_id: UUID | None) -> Guardianship:
    """The guardianship by which somebody may agree for a student; a denial has already made it invisible.

    Of age, the student alone agrees. Raises ``Refused`` for whoever has no such right.
    """
    right = (
        Guardianship.objects.select_related("guardian", "student")
        .filter(student_id=student_id, account_id=account_id, may_consent=True, sees=True)
        .order_by("id")
        .first()
    )
    if account_id is None or right is None:
        raise Refused(_("You may see this child, but another guardian decides about this."))
    if right.student.is_adult and right.student.account_id != account_id:
        raise Refused(_("%(name)s is of age and decides alone.") % {"name": right.student.called})
    return right


def check_partner(key: str, *, on: date) -> tuple[ThirdParty, date]:
    """A partner whose agreement holds on a day, and when it ends. Raises ``Refused``."""
    party = registered().get(key)
    if party is None or party.kind != Kind.PARTNER:
        raise Refused(_("This is no partner of the studio."))
    if party.contract_until is None or on >= party.contract_until:
        raise Refused(_("The agreement with %(name)s has ended.") % {"name": party.name})
    return party, party.contract_until
