"""Where the pages about people lie."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _

from museminder.domain.people.models import Family, Household, Student
from museminder.sites.studio.people.saving import Place
from museminder.web.addresses import address_of


def place_in(family: Family, title: str, reasons: Mapping[str, str] | None = None) -> Place:
    """Where a page about something in a family lies."""
    back = address_of("studio:people:families:show", family_id=family.pk)
    crumbs = [(_("Families"), address_of("studio:people:families:index")), (family.name, back), (title, "")]
    return Place(crumbs, back, reasons or {})


def family_of(student: Student) -> Family:
    """The family whose page a student is shown on: where they are now, the one billed before others."""
    households = Household.objects.filter(student=student).select_related("family")
    now_first = F("until").desc(nulls_first=True)
    household = households.order_by(now_first, "-is_billed_by_default", "starts_on").first()
    if household is None:
        raise Http404
    return household.family
