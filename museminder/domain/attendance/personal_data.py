"""What is kept about lessons owed, and why."""

from museminder.primitives.holdings import DataClass, Holding, hold

B, CHILD = DataClass.BUSINESS, DataClass.CHILD

hold(
    Holding(
        model="attendance.MakeUpCredit",
        fields=dict.fromkeys(["id", "studio", "minutes", "granted_on", "expires_on", "state"], B)
        | {"student": CHILD, "reason": CHILD},
        purpose="to give back a lesson that was missed",
        retention="3 years after it was used or ran out",
        subject="student",
    ),
)
