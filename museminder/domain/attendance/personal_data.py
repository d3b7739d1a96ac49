"""What is kept about lessons owed, and why."""

from django.utils.translation import gettext_noop as _

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import Event, Rule, until

B, CHILD = DataClass.BUSINESS, DataClass.CHILD

hold(
    Holding(
        model="attendance.MakeUpCredit",
        fields=dict.fromkeys(["id", "studio", "minutes", "granted_on", "expires_on", "state"], B)
        | {"student": CHILD, "reason": CHILD},
        purpose="to give back a lesson that was missed",
        retention=until(
            Rule(_("lessons owed"), Event.STUDENT_LEFT, "student", months=24),
            Rule(_("lessons owed"), Event.ENDED, "expires_on", months=36),
        ),
        subject="student",
    ),
)
