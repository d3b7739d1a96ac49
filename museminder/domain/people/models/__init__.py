"""The people of a studio: families, students, guardians and their rights, contacts, staff."""

from museminder.domain.people.models.contact import Contact
from museminder.domain.people.models.custody_denial import CustodyDenial
from museminder.domain.people.models.family import Family
from museminder.domain.people.models.guardian import Guardian
from museminder.domain.people.models.guardianship import Guardianship
from museminder.domain.people.models.household import Household
from museminder.domain.people.models.merge import Merge
from museminder.domain.people.models.name_key import name_key
from museminder.domain.people.models.origin import Origin, OriginsKept, Source
from museminder.domain.people.models.refused_suggestion import RefusedSuggestion
from museminder.domain.people.models.staff_member import StaffMember
from museminder.domain.people.models.student import Student
from museminder.domain.people.models.student_photograph import StudentPhotograph
from museminder.domain.people.models.widening import Widening

__all__ = [
    "Contact",
    "CustodyDenial",
    "Family",
    "Guardian",
    "Guardianship",
    "Household",
    "Merge",
    "Origin",
    "OriginsKept",
    "RefusedSuggestion",
    "Source",
    "StaffMember",
    "Student",
    "StudentPhotograph",
    "Widening",
    "name_key",
]
