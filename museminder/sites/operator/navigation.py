"""What those who run MuseMinder find at the left."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from museminder.foundation.identity.permissions import Permission
from museminder.web.navigation import group, item


def navigation(request: Any) -> list[Any]:
    """The pages of the operator site, in groups."""
    see = Permission.OPERATOR_SEE
    return [
        group(
            request,
            "",
            item(see, _("Operations"), "sun", "home"),
            item(see, _("The promise"), "circle-check", "promise"),
        ),
        group(
            request,
            _("Who watches us"),
            item(see, _("People with access"), "id-card", "staff"),
            item(see, _("Reviews"), "calendar-check", "reviews"),
            item(see, _("Attestations"), "receipt-text", "attestations"),
            item(see, _("Breaches"), "triangle-alert", "breaches"),
            item(see, _("Legal demands"), "file-text", "demands"),
            item(see, _("Emergencies"), "circle-alert", "emergencies"),
        ),
        group(
            request,
            _("The public"),
            item(Permission.OPERATOR_PUBLISH, _("Policy versions"), "file-output", "policies"),
            item(Permission.OPERATOR_PUBLISH, _("Changes of control"), "handshake", "changes_of_control"),
            item(Permission.OPERATOR_ANSWER, _("Letters"), "file-input", "letters"),
        ),
    ]
