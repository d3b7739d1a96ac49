"""What enrollments say about students, and why it is kept."""

from museminder.primitives.holdings import DataClass, Holding, hold

B, CHILD = DataClass.BUSINESS, DataClass.CHILD
AS_BILLS = "7 years, as the bills that come of it"


def _business(*names: str) -> dict[str, DataClass]:
    return dict.fromkeys(["id", "studio", *names], B)


hold(
    Holding(
        model="enrollment.OfferingTuition",
        fields=_business("offering", "tuition_plan", "starts_on"),
        purpose="to know what an offering costs",
        retention="7 years",
    ),
    Holding(
        model="enrollment.Enrollment",
        fields=_business("family_account", "enrolled_at")
        | dict.fromkeys(
            ["student", "offering", "kind", "starts_on", "until", "override_reason", "withdrawn_reason"],
            CHILD,
        ),
        purpose="to keep the student's place and to bill it",
        retention=AS_BILLS,
        subject="student",
    ),
    Holding(
        model="enrollment.Participation",
        fields=_business("enrollment", "charge_decision")
        | dict.fromkeys(["student", "meeting", "kind", "ended"], CHILD),
        purpose="to know who is expected at a meeting",
        retention=AS_BILLS,
        subject="student",
    ),
    Holding(
        model="enrollment.PriceAgreement",
        fields=_business(
            "enrollment",
            "tuition_plan",
            "monthly_amount",
            "per_lesson_amount",
            "per_session_fee_amount",
            "reason",
            "starts_on",
            "until",
        ),
        purpose="to keep a promised price",
        retention=AS_BILLS,
        subject="enrollment.student",
    ),
)
