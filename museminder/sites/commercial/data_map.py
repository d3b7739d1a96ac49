"""What is held, why and for how long: the declarations that the program itself is held to."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from museminder.primitives.holdings import DataClass, Holding, holdings
from museminder.sites.commercial.showing import show_public
from museminder.web.pages import open_page

ORDER = list(DataClass)


@open_page("lists what kinds of information are held, and nobody's; it has no access to any studio")
def index(request: HttpRequest) -> HttpResponse:
    """Every kind of record with its fields by class."""
    every = sorted(holdings().values(), key=lambda holding: holding.model)
    counted = Counter(kind for holding in every for kind in holding.fields.values())
    context = {
        "areas": [
            (area, [_shown(holding) for holding in members])
            for area, members in groupby(every, key=lambda holding: holding.model.partition(".")[0])
        ],
        "count": sum(counted.values()),
        "classes": [(class_names()[kind], counted[kind]) for kind in ORDER],
    }
    return show_public(request, "commercial/data_map.html", context)


def _shown(holding: Holding) -> dict[str, object]:
    by_class = [
        (class_names()[kind], [name for name, each in holding.fields.items() if each is kind])
        for kind in ORDER
    ]
    return {
        "name": holding.model.partition(".")[2],
        "purpose": holding.purpose,
        "retention": holding.retention,
        "fields": [(kind, names) for kind, names in by_class if names],
    }


def class_names() -> dict[DataClass, str]:
    """Each class of field in a visitor's language."""
    return {
        DataClass.PUBLIC: _("Public"),
        DataClass.BUSINESS: _("Business"),
        DataClass.CONTACT: _("Contact"),
        DataClass.CHILD: _("About a child"),
        DataClass.CHILD_HIGH: _("About a child, most confidential"),
        DataClass.SECRET: _("Secret"),
    }
