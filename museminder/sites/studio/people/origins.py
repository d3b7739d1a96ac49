"""Where what is written about a family came from: who said it and when, for the office."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from museminder.domain.people.models import Origin, OriginsKept, Source
from museminder.domain.people.models.origin import read_origins
from museminder.domain.people.queries.family_page import FamilyFacts
from museminder.foundation.identity.models import Membership
from museminder.web import filters

Said = list[tuple[str, str]]
_SAID: Mapping[Source, Promise] = {
    Source.GUARDIAN: gettext_lazy("told by a guardian"),
    Source.STUDENT: gettext_lazy("told by the student"),
    Source.STUDIO: gettext_lazy("written by the studio"),
    Source.IMPORT: gettext_lazy("imported"),
    Source.ACCEPTED: gettext_lazy("suggested by postal rules, accepted by the guardian"),
}
_FACTS: Mapping[str, Promise] = {
    "first_name": gettext_lazy("First name"),
    "last_name": gettext_lazy("Last name"),
    "preferred_name": gettext_lazy("Called"),
    "birth_date": gettext_lazy("Birth date"),
    "care_notes": gettext_lazy("Care notes"),
    "school_name": gettext_lazy("School"),
    "instrument": gettext_lazy("Instrument"),
    "email": gettext_lazy("E-mail address"),
    "mobile_phone": gettext_lazy("Mobile phone"),
    "home_phone": gettext_lazy("Home phone"),
    "address": gettext_lazy("Address"),
    "name": gettext_lazy("Name"),
    "phone": gettext_lazy("Phone"),
}


def origins_in(facts: FamilyFacts) -> dict[UUID, Said]:
    """By record, each fact with who said it and when; one question for the names of everybody who did."""
    rows: list[OriginsKept] = [each.guardian for each in facts.guardians]
    rows += [each.student for each in facts.students]
    rows += [contact for each in facts.students for contact in each.contacts]
    origins = {row.pk: read_origins(row.origins) for row in rows}
    accounts = {one.account_id for each in origins.values() for one in each.values() if one.account_id}
    names = dict(
        Membership.objects.filter(account_id__in=accounts).values_list("account_id", "display_name")
        if accounts
        else ()
    )
    return {
        key: [(str(_FACTS[name]), _words(one, names)) for name, one in each.items() if name in _FACTS]
        for key, each in origins.items()
    }


def _words(origin: Origin, names: Mapping[UUID, str]) -> str:
    who = names.get(origin.account_id, "") if origin.account_id else ""
    parts = [str(_SAID[origin.source]), origin.file, who, filters.date(origin.at, "medium")]
    return ", ".join(part for part in parts if part) or _("not known")
