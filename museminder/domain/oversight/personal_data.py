"""What oversight holds: those who run MuseMinder, and counts. Of families: how many, and ids a court named."""

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
                "glass_id",
            ],
            B,
        )
        | dict.fromkeys(["staff_name", "ended_by", "approved_by"], C),
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

_PAPER = ["number", "kind", "issuer", "reference", "records"]

hold(
    Holding(
        model="oversight.LegalDemand",
        fields=dict.fromkeys(
            [
                *_PAPER,
                *("document_sha256", "received_at", "expires_at", "gag_until", "closed_as", "closed_at"),
                *("recorded_by_id", "recorded_at", "first_approver_id", "first_approved_at"),
                *("second_approver_id", "second_approved_at"),
            ],
            B,
        )
        | dict.fromkeys(["family_ids", "student_ids"], DataClass.CHILD)
        | dict.fromkeys(["recorded_by", "first_approver", "second_approver", "closed_by"], C),
        purpose="to answer what a court demands, by two of us and no broader than it says",
        retention=kept("ten years"),
    ),
    Holding(
        model="oversight.DemandExport",
        fields=dict.fromkeys(
            [
                *("demand", "number", "lock", "asked_by_id", "asked_at", "size", "row_count", "family_count"),
                *("made_at", "fetched_at"),
            ],
            B,
        )
        | {"content": DataClass.CHILD_HIGH}
        | dict.fromkeys(["asked_by", "fetched_by"], C),
        purpose="to hand an answer over once, locked with a key that we do not keep",
        retention=kept("the archive until it is fetched; that there was one, ten years"),
    ),
    Holding(
        model="oversight.DemandNotice",
        fields=dict.fromkeys(["demand", *_PAPER, "made_at", "shown_from", "told_at", "posted_on"], B)
        | {"posted_by": C}
        | dict.fromkeys(["family_id", "student_ids"], DataClass.CHILD),
        purpose="to tell a family and its studio what a court demanded about it",
        retention=kept("ten years"),
    ),
    Holding(
        model="oversight.BrokenGlass",
        fields=dict.fromkeys(
            ["number", "emergency", "reason", "requester_id", "requested_at", "approver_id", "approved_at"], B
        )
        | dict.fromkeys(["requester", "approver"], C),
        purpose="to look into a studio in an emergency, by two of us and in its sight",
        retention=kept("three years"),
    ),
)
