"""What privacy itself holds: public texts and figures, and who agreed to which version."""

from museminder.primitives.holdings import DataClass, Holding, hold

P, B = DataClass.PUBLIC, DataClass.BUSINESS


def _public(model: str, fields: str, purpose: str) -> Holding:
    return Holding(
        model=f"privacy.{model}",
        fields=dict.fromkeys(fields.split(), P),
        purpose=purpose,
        retention="for ever",
    )


hold(
    _public(
        "PolicyVersion",
        "number title language summary material_for_children blocks blocks_for_children effective_on posted_by"
        " posted_at sha256",
        "to say what we promise, and since when",
    ),
    _public(
        "PromiseClause",
        "id group kind claim reading control evidence missing controls checks mutants sentences max_age_hours",
        "to say what each sentence of the promise is bound to",
    ),
    _public(
        "PromiseResult",
        "id check_name ran_at lasted_ms program_version examined found plant_found kept figure details",
        "to show when each sentence was last proven, and with which figure",
    ),
    Holding(
        model="privacy.PolicyAcceptance",
        fields=dict.fromkeys(["membership", "account_id"], DataClass.CONTACT)
        | dict.fromkeys(["id", "studio", "version_number", "accepted_at"], B),
        purpose="to know who agreed to which version of the policy",
        retention="as long as the membership, then 24 months",
        subject="account_id",
    ),
    Holding(
        model="privacy.HeldReveal",
        fields=dict.fromkeys(["account_id", "by_name", "decided_by_name"], DataClass.CONTACT)
        | dict.fromkeys(
            [
                "id",
                "studio",
                "entry_id",
                "purpose",
                "subject_count",
                "held_at",
                "until",
                "state",
                "decided_at",
                "reason",
            ],
            B,
        ),
        purpose="to know who asked to open too much at once, and who allowed it",
        retention="as long as the access log",
        subject="account_id",
    ),
    Holding(
        model="privacy.PrivacyRequest",
        fields=dict.fromkeys(["student", "words", "answer"], DataClass.CHILD)
        | dict.fromkeys(["by_account_id", "by_name", "by_email"], DataClass.CONTACT)
        | dict.fromkeys(
            [
                "id",
                "studio",
                "kind",
                "state",
                "came_by",
                "opened_at",
                "due_on",
                "answered_at",
                "answered_by_name",
            ],
            B,
        ),
        purpose="to answer what somebody asks about their data in time, and to show that it was",
        retention="3 years after it was answered",
        subject="student",
    ),
)
