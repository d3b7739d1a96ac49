"""The office's navigation: one list, each item shown to whoever may open it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from museminder.foundation.identity.permissions import Permission as P
from museminder.web.navigation import group, item


def navigation(request: Any) -> list[Any]:
    """What this person finds at the left, in groups."""
    return [
        group(
            request,
            "",
            item(P.TODAY_SEE, _("Today"), "sun", "studio:today"),
            item(P.CALENDAR_SEE, _("Calendar"), "calendar-days", "studio:calendar:index"),
        ),
        group(
            request,
            _("People"),
            item(P.FAMILY_SEE, _("Families"), "users", "studio:people:families:index"),
            item(P.COURSE_SEE, _("Classes"), "graduation-cap", "studio:courses:courses:index"),
            item(P.STAFF_SEE, _("Staff"), "id-card", "studio:people:staff:index"),
        ),
        group(
            request,
            _("Money"),
            item(P.MONTH_POST, _("Month posting"), "calendar-check", "studio:billing:postings:index"),
            item(P.BILLING_SEE, _("Accounts"), "wallet", "studio:billing:accounts:index"),
            item(P.TUITION_PLAN_EDIT, _("Tuition plans"), "receipt-text", "studio:billing:tuition_plans:index"),
        ),
        group(
            request,
            _("House"),
            item(P.IMPORT_RUN, _("Import"), "file-input", "studio:switching:imports:index"),
            item(P.GATEWAY_EDIT, _("Card payments"), "credit-card", "studio:billing:gateways:edit"),
        ),
    ]
