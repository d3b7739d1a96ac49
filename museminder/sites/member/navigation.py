"""What a family finds at the top of the page, or under the thumb on a phone."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from museminder.foundation.identity.permissions import Permission as P
from museminder.web.navigation import group, item


def navigation(request: Any) -> list[Any]:
    """The four places of the member site."""
    return [
        group(
            request,
            "",
            item(P.MY_HOME_SEE, _("Home"), "house", "member:home"),
            item(P.MY_SCHEDULE_SEE, _("Schedule"), "calendar-days", "member:schedule:index"),
            item(P.MY_BILLING_SEE, _("Pay"), "wallet", "member:billing:account"),
            item(P.MY_FAMILY_SEE, _("Family"), "users", "member:people:family"),
        )
    ]
