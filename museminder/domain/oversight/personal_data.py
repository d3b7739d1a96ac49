"""What oversight holds: those who run MuseMinder, and counts. Of families: nothing but how many."""

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import kept

B, C = DataClass.BUSINESS, DataClass.CONTACT

hold(
    Holding(
        model="oversight.OperatorStaff",
        fields=dict.fromkeys(["account_id", "started_at", "ended_at"], B)
        | dict.fromkeys(["name", "appointed_by", "ended_by"], C),
        purpose="to know who runs MuseMinder, and since when",
        retention=kept("three years after the person left us"),
        subject="account_id",
    ),
    Holding(
        model="oversight.Training",
        fields=dict.fromkeys(
            ["staff", "subject", "completed_on", "valid_until", "certificate_sha256", "recorded_at"], B
        )
        | {"recorded_by": C},
        purpose="to let nobody near families' data who was not taught how to keep it safe",
        retention=kept("three years after it ended"),
        subject="staff",
    ),
    Holding(
        model="oversight.Review",
        fields=dict.fromkeys(
            [
                "kind",
                "scope",
                "reviewed_on",
                "next_due_on",
                "report_sha256",
                "finding_count",
                "open_finding_count",
                "recorded_at",
            ],
            B,
        )
        | dict.fromkeys(["reviewer", "recorded_by"], C),
        purpose="to show that our procedures are reviewed",
        retention=kept("for ever"),
    ),
    Holding(
        model="oversight.Attestation",
        fields=dict.fromkeys(
            ["kind", "of_whom", "document_sha256", "issued_on", "expires_on", "recorded_at"], B
        )
        | {"recorded_by": C},
        purpose="to know until when others have attested that they keep data safe",
        retention=kept("for ever"),
    ),
    Holding(
        model="oversight.StudioFigures",
        fields=dict.fromkeys(
            [
                "number",
                "family_count",
                "student_count",
                "meeting_count",
                "stored_bytes",
                "acceptances",
                "counted_at",
            ],
            B,
        ),
        purpose="to run the machines that studios need",
        retention=kept("until the next counting"),
    ),
    Holding(
        model="oversight.SupportGrant",
        fields=dict.fromkeys(
            [
                "account_id",
                "reason",
                "hours",
                "may_reveal",
                "granted_by",
                "granted_at",
                "expires_at",
                "ended_at",
            ],
            B,
        )
        | dict.fromkeys(["staff_name", "ended_by"], C),
        purpose="so that a studio decides whom of ours it lets in, and sees for how long",
        retention=kept("three years"),
        subject="account_id",
    ),
    Holding(
        model="oversight.SupportLook",
        fields=dict.fromkeys(["grant", "page", "at"], B),
        purpose="so that a studio sees what our support looked at",
        retention=kept("three years"),
    ),
)
