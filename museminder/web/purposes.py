"""Why something was opened, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WORDS: dict[str, Promise] = {
    "lesson": _("For the lesson"),
    "placing_by_age": _("To place in a class by age"),
    "emergency": _("An emergency"),
    "contacting_the_family": _("To contact the family"),
    "correcting_the_record": _("To correct the record"),
    "invoice": _("An invoice"),
    "import_check": _("Checking an import"),
    "export": _("An export"),
    "own_record": _("One's own record"),
    "payment": _("A payment"),
    "finding_duplicates": _("Finding duplicates"),
    "retention": _("Tidying up"),
    "legal_demand": _("A legal demand"),
    "accuracy": _("Checking whether the address is right"),
    "coming_of_age": _("To see who comes of age soon"),
}


def purpose_words(purpose: str) -> str:
    """A purpose of the vault as a page names it; one that has no words yet keeps its name."""
    return str(_WORDS.get(purpose, purpose.replace("_", " ").capitalize()))
