"""What privacy itself holds: public texts and figures, and who agreed to which version."""

from django.utils.translation import gettext_noop as _

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import Event, Rule, kept, until

P, B = DataClass.PUBLIC, DataClass.BUSINESS


def _public(model: str, fields: str, purpose: str) -> Holding:
    return Holding(
        model=f"privacy.{model}",
        fields=dict.fromkeys(fields.split(), P),
        purpose=purpose,
        retention=kept("for ever"),
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
    _public(
        "ChangeOfControl",
        "id taken_over_by what_changes effective_on posted_by posted_at sha256",
        "to say in time that MuseMinder changes hands",
    ),
    Holding(
        model="privacy.TransferChoice",
        fields=dict.fromkeys(["id", "studio", "change_id", "goes_along", "chosen_at"], B)
        | {"chosen_by_name": DataClass.CONTACT},
        purpose="to transfer nothing of a studio that did not say yes",
        retention=kept("as long as the studio, to show what it chose"),
    ),
    Holding(
        model="privacy.StudioClosing",
        fields=dict.fromkeys(["begun_by_name", "reopened_by_name"], DataClass.CONTACT)
        | dict.fromkeys(
            [
                "id",
                "studio",
                "begun_at",
                "destroy_on",
                "held_since",
                "reopened_at",
                "destroyed_at",
                "gone_from_backups_on",
                "key_count",
            ],
            B,
        ),
        purpose="to close a school by a date that everybody was told, and to show that it was done",
        retention=kept("for ever: it shows from when on nothing can be read"),
    ),
    Holding(
        model="privacy.PromotionalChoice",
        fields=dict.fromkeys(["id", "studio", "wants_promotional_mail", "says_of_age", "chosen_at"], B)
        | dict.fromkeys(["membership", "account_id"], DataClass.CONTACT),
        purpose="to send nothing to an adult who runs a school but what they asked for",
        retention=kept("as long as the studio, to show who asked for it"),
        subject="account_id",
    ),
    Holding(
        model="privacy.ChangeLetter",
        fields=dict.fromkeys(["id", "studio", "change_id", "as_owner", "sent_at"], B)
        | {"account_id": DataClass.CONTACT},
        purpose="to write to everybody once when MuseMinder changes hands, and to show it",
        retention=kept("as long as the studio, to show who was told"),
        subject="account_id",
    ),
    Holding(
        model="privacy.PolicyAcceptance",
        fields=dict.fromkeys(["membership", "account_id"], DataClass.CONTACT)
        | dict.fromkeys(["id", "studio", "version_number", "accepted_at"], B),
        purpose="to know who agreed to which version of the policy",
        retention=kept("as long as the studio, to show who agreed to what"),
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
        retention=kept("as long as the access log"),
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
        retention=until(
            Rule(_("requests about data"), Event.STUDENT_LEFT, "student", months=36),
            otherwise="of whom is not a student: as long as the studio, to show that it was answered",
        ),
        subject="student",
    ),
    Holding(
        model="privacy.LegalHold",
        fields=dict.fromkeys(["student", "reason"], DataClass.CHILD)
        | dict.fromkeys(["held_by_name", "ended_by_name"], DataClass.CONTACT)
        | dict.fromkeys(["id", "studio", "held_from", "review_on", "ended_at"], B),
        purpose="to keep from being erased what a court, an authority or a dispute needs, and to show why",
        retention=kept("as long as the studio: it shows why something stayed"),
        subject="student",
    ),
    Holding(
        model="privacy.RetentionRun",
        fields=dict.fromkeys(
            [
                "id",
                "studio",
                "ran_at",
                "lines",
                "done_count",
                "held_count",
                "key_count",
                "overdue_count",
            ],
            B,
        ),
        purpose="to show that what is too old was erased",
        retention=kept("numbers only; as long as the studio"),
    ),
    Holding(
        model="privacy.FamilyExport",
        fields=dict.fromkeys(["student_ids"], DataClass.CHILD)
        | {"content": DataClass.CHILD_HIGH, "by_account_id": DataClass.CONTACT}
        | dict.fromkeys(
            ["id", "studio", "request", "state", "asked_at", "ready_at", "expires_at", "size"], B
        ),
        purpose="to be fetched by whoever asked for a copy",
        retention=kept("the copy 7 days, then only that there was one"),
        subject="student_ids",
    ),
    Holding(
        model="privacy.Erasure",
        fields=dict.fromkeys(["student"], DataClass.CHILD)
        | dict.fromkeys(["by_account_id", "waits_for"], DataClass.CONTACT)
        | dict.fromkeys(
            [
                "id",
                "studio",
                "request",
                "state",
                "asked_at",
                "asked_on_paper",
                "done_at",
                "unreadable_in_backups_on",
                "key_count",
                "row_count",
            ],
            B,
        ),
        purpose="to show that somebody was erased, who agreed, and from when on no copy can be read",
        retention=kept("3 years after it was erased"),
        subject="student",
    ),
    Holding(
        model="privacy.ErasureVoice",
        fields=dict.fromkeys(["account_id", "by_name", "evidence"], DataClass.CONTACT)
        | dict.fromkeys(["id", "studio", "erasure", "agrees", "said_at"], B),
        purpose="to show who agreed that somebody is erased",
        retention=kept("as the erasure it is about"),
        subject="account_id",
    ),
    Holding(
        model="privacy.Breach",
        fields=dict.fromkeys(["id", "what_happened", "whose", "what_we_do", "found_at", "recorded_at"], B)
        | {"recorded_by": DataClass.CONTACT},
        purpose="to know what happened when somebody got at information, and that it was told in time",
        retention=kept("for ever: no names of whom it was about"),
    ),
    Holding(
        model="privacy.BreachNotice",
        fields=dict.fromkeys(
            [
                "id",
                "breach",
                "number",
                "subject_count",
                "what_happened",
                "whose",
                "what_we_do",
                "found_at",
                "told_at",
            ],
            B,
        ),
        purpose="to tell a studio what happened, and to show when it was told",
        retention=kept("for ever: how many people, and nobody's name"),
    ),
)
