"""What families read about each kind of information: its title and its fields."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KEPT: dict[str, Promise] = {
    "people.Student": _("Who the student is"),
    "attendance.MakeUpCredit": _("Lessons that are owed"),
    "billing.Charge": _("What was billed"),
    "billing.PostingRow": _("Bills being made"),
    "consents.Consent": _("What you agreed to"),
    "consents.PartnerRequest": _("What was asked of a partner"),
    "consents.StudentLoginConsent": _("Consent to the child’s own sign-in"),
    "consents.StudentLoginRequest": _(
        "Card payments that were to show who agrees to the child’s own sign-in"
    ),
    "enrollment.Enrollment": _("Classes and lessons"),
    "enrollment.Participation": _("Single lessons and meetings"),
    "enrollment.PriceAgreement": _("Agreed prices"),
    "outside.Disclosure": _("What was told to somebody outside"),
    "privacy.Erasure": _("What was erased"),
    "privacy.FamilyExport": _("Copies that were made"),
    "people.Contact": _("Emergency contacts"),
    "people.CustodyDenial": _("Whom a court keeps away"),
    "people.Guardianship": _("What guardians may do"),
    "people.Household": _("Where the student lives"),
    "people.Widening": _("Who was to get more rights, and who agreed"),
    "people.StudentPhotograph": _("The photograph"),
    "privacy.LegalHold": _("What must be kept for now"),
    "privacy.PrivacyRequest": _("What was asked here"),
    "switching.ExternalId": _("Numbers of a former system"),
    "switching.ImportedRecord": _("What came from a former system"),
}
FIELDS: dict[str, Promise] = {
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "preferred_name": _("Called"),
    "email": _("E-mail address"),
    "mobile_phone": _("Mobile phone"),
    "home_phone": _("Home phone"),
    "birth_date": _("Birth date"),
    "care_notes": _("Care notes"),
    "is_adult": _("Of age"),
    "school_name": _("School"),
    "instrument": _("Instrument"),
    "reason": _("Reason"),
    "told": _("What may be told"),
    "given_at": _("Given"),
    "withdrawn_at": _("Withdrawn"),
    "renewed_at": _("Given anew"),
    "asked_at": _("Asked"),
    "partner_informed_at": _("Partner told to stop"),
    "evidence": _("Evidence"),
    "kind": _("Kind"),
    "starts_on": _("From"),
    "until": _("Until"),
    "override_reason": _("Why a rule was set aside"),
    "withdrawn_reason": _("Why it ended"),
    "ended": _("How it ended"),
    "relationship": _("Relationship"),
    "is_emergency": _("In an emergency"),
    "may_pick_up": _("May pick up"),
    "sees": _("Sees"),
    "pays": _("Pays"),
    "may_consent": _("May consent"),
    "lives_with": _("Lives there"),
    "note": _("Why"),
    "picture": _("Picture"),
    "words": _("In your words"),
    "answer": _("The answer"),
    "parameters": _("What the price depends on"),
    "continue_url": _("Where the partner answers"),
    "content": _("The copy"),
    "steps": _("How the price was worked out"),
    "address": _("Address"),
    "external_id": _("Number"),
    "key": _("Name in the file"),
    "unit": _("Family in the file"),
    "before": _("What stood there before"),
    "person_name": _("Person"),
    "ended_at": _("Ended"),
    "starts_at": _("From"),
}
SEALED: dict[str, Promise] = {
    "people.student.birth_date": _("birth date"),
    "people.student.care_notes": _("care notes"),
    "people.student_photograph.picture": _("photograph"),
    "people.guardian.address": _("address"),
    "people.refused_suggestion.address": _("address"),
    "people.family.note": _("note about the family"),
}


def kept_words(label: str) -> str:
    """What a table holds, as a family would call it. Raises KeyError for a table that nobody has named."""
    return str(KEPT[label])


def field_words(name: str) -> str:
    """A field in a family's words. Raises KeyError for one that nobody has named."""
    return str(FIELDS[name])


def sealed_words(field_id: str) -> str:
    """What was opened; a file or a note of an import has no word of its own."""
    return str(SEALED.get(field_id, _("other sealed information")))
