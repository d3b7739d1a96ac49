"""The office's navigation: one list, each item shown to whoever may open it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from museminder.foundation.identity.permissions import Permission
from museminder.web.navigation import group, item


def navigation(request: Any) -> list[Any]:
    """What this person finds at the left, in groups."""
    return [
        group(
            request,
            "",
            item(Permission.TODAY_SEE, _("Today"), "sun", "studio:today"),
            item(Permission.CALENDAR_SEE, _("Calendar"), "calendar-days", "studio:calendar:index"),
        ),
        group(
            request,
            _("People"),
            item(Permission.FAMILY_SEE, _("Families"), "users", "studio:people:families:index"),
            item(Permission.COURSE_SEE, _("Classes"), "graduation-cap", "studio:courses:courses:index"),
            item(Permission.STAFF_SEE, _("Staff"), "id-card", "studio:people:staff:index"),
        ),
        group(
            request,
            _("Money"),
            item(
                Permission.MONTH_POST, _("Month posting"), "calendar-check", "studio:billing:postings:index"
            ),
            item(Permission.BILLING_SEE, _("Accounts"), "wallet", "studio:billing:accounts:index"),
            item(
                Permission.TUITION_PLAN_EDIT,
                _("Tuition plans"),
                "receipt-text",
                "studio:billing:tuition_plans:index",
            ),
        ),
        _house(request),
        _privacy(request),
    ]


def _house(request: Any) -> Any:
    return group(
        request,
        _("House"),
        item(Permission.IMPORT_RUN, _("Import"), "file-input", "studio:switching:imports:index"),
        item(Permission.EXPORT_RUN, _("Export"), "file-output", "studio:leaving:exports:index"),
        item(Permission.STUDIO_CLOSE, _("Close the school"), "lock-keyhole", "studio:privacy:closing:index"),
        item(Permission.SUPPORT_GRANT, _("Support"), "id-card", "studio:support:grants:index"),
        item(Permission.GATEWAY_EDIT, _("Card payments"), "credit-card", "studio:billing:gateways:edit"),
    )


def _privacy(request: Any) -> Any:
    return group(
        request,
        _("Privacy"),
        item(
            Permission.PRIVACY_REQUEST_ANSWER,
            _("Privacy desk"),
            "shield-check",
            "studio:privacy:requests:index",
        ),
        item(Permission.GUARDIAN_EDIT, _("A second person"), "user-check", "studio:people:widenings:index"),
        item(Permission.HELD_REVEAL_DECIDE, _("Who looked"), "eye", "studio:privacy:reveals:index"),
        item(Permission.BREACH_SEE, _("Breaches"), "triangle-alert", "studio:privacy:breaches:index"),
        item(Permission.DEMAND_SEE, _("Legal demands"), "file-text", "studio:privacy:demands:index"),
        item(
            Permission.PROMOTIONAL_CHOOSE,
            _("Promotional mail"),
            "mail",
            "studio:privacy:promotional:edit",
        ),
        item(
            Permission.TRANSFER_DECIDE,
            _("If we are sold"),
            "handshake",
            "studio:privacy:transfers:index",
        ),
        item(Permission.RETENTION_SEE, _("Retention"), "clock", "studio:privacy:retention:index"),
    )
