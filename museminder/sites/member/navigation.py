"""What a family finds at the top of the page, or under the thumb on a phone."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from museminder.foundation.identity.permissions import Permission
from museminder.web.navigation import group, item


def navigation(request: Any) -> list[Any]:
    """The five places of the member site."""
    return [
        group(
            request,
            "",
            item(Permission.MY_HOME_SEE, _("Home"), "house", "member:home"),
            item(Permission.MY_SCHEDULE_SEE, _("Schedule"), "calendar-days", "member:schedule:index"),
            item(Permission.MY_BILLING_SEE, _("Pay"), "wallet", "member:billing:account"),
            item(Permission.MY_FAMILY_SEE, _("Family"), "users", "member:people:family"),
            item(Permission.MY_PRIVACY_SEE, _("Privacy"), "shield-check", "member:privacy:index"),
        )
    ]
