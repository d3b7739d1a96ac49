"""Every kind of record that an import writes."""

from __future__ import annotations

from django.db import models

from museminder.domain.attendance.models import MakeUpCredit
from museminder.domain.billing.models import Charge, Credit, TuitionPlan
from museminder.domain.courses.models import Course, Location, Offering, Program, Room, Season
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.people.models import (
    Contact,
    Family,
    Guardian,
    Guardianship,
    Household,
    StaffMember,
    Student,
)

WRITTEN: dict[str, type[models.Model]] = {
    model._meta.label: model
    for model in (
        *(Charge, Contact, Course, Credit, Enrollment, Family, Guardian, Guardianship, Household),
        *(Location, MakeUpCredit, Offering, Program, Room, Season, StaffMember, Student),
        TuitionPlan,
    )
}
