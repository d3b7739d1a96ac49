"""What becomes of every table that says something about a student, when the student is erased."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

NAMELESS = "\u2014"  # what a row is called whose name is erased: a dash, in every language


@dataclass(frozen=True, slots=True)
class Plan:
    """``goes``: the rows are deleted. ``empties``: they stay, with these values. ``because``: they stay as they are."""

    goes: bool = False
    empties: dict[str, Any] = field(default_factory=dict)
    because: str = ""


GOES = Plan(goes=True)
_UNBILLED = Plan(empties={"student_id": None, "parameters": {}, "steps": []})
# In this order: rows that point at others go first. A table that is missing here fails a test.
PLANS: dict[str, Plan] = {
    "enrollment.Participation": GOES,
    "enrollment.PriceAgreement": GOES,
    "enrollment.Enrollment": GOES,
    "attendance.MakeUpCredit": GOES,
    "consents.PartnerRequest": GOES,
    "people.StudentPhotograph": GOES,
    "people.Contact": GOES,
    "people.Widening": GOES,
    "people.CustodyDenial": GOES,
    "people.Guardianship": GOES,
    "people.Household": GOES,
    "switching.ImportedRecord": GOES,
    "switching.ExternalId": GOES,
    "privacy.FamilyExport": GOES,
    # what is owed stays, who was taught does not
    "billing.Charge": _UNBILLED,
    "billing.PostingRow": _UNBILLED,
    "privacy.PrivacyRequest": Plan(empties={"words": "", "by_email": ""}),
    "people.Student": Plan(
        empties={
            "first_name": NAMELESS,
            "name_key": "",
            "last_name": "",
            "preferred_name": "",
            "birth_date": None,
            "care_notes": None,
            "school_name": "",
            "instrument": "",
            "started_on": None,
            "ended_on": None,
            "is_adult": False,
            "is_active": False,
            "membership": None,
            "account_id": None,
        }
    ),
    "consents.Consent": Plan(because="shows that a guardian agreed; whom it was for has no name any more"),
    "consents.StudentLoginConsent": Plan(
        because="shows that a guardian agreed; the child has no name any more"
    ),
    "consents.StudentLoginRequest": Plan(
        because="shows that a guardian asked; the child has no name any more"
    ),
    "outside.Disclosure": Plan(because="ids and kinds of information only: what was told was told"),
    "privacy.Erasure": Plan(because="shows that it was erased, and until when copies can be read"),
    "privacy.LegalHold": Plan(because="shows that erasing had to wait, and who said so"),
}


def is_erased(facts: dict[str, Any]) -> bool:
    """Whether a student's row, as column values, has nothing left of what is emptied."""
    return all(facts.get(name) == value for name, value in PLANS["people.Student"].empties.items())
