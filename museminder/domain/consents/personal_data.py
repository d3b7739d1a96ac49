"""What is kept about consents: who agreed to what for which child."""

from django.utils.translation import gettext_noop as _

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import Event, Rule, until

B, C = DataClass.BUSINESS, DataClass.CHILD
SHOWN_FOR = 36  # months after it ended, as long as what was told because of it

hold(
    Holding(
        model="consents.Consent",
        fields=dict.fromkeys(["id", "studio", "partner", "purpose", "notice_version", "holds_until"], B)
        | dict.fromkeys(["student", "told", "given_at", "withdrawn_at", "partner_informed_at"], C)
        | dict.fromkeys(
            ["guardian", "given_by_account_id", "given_by_name", "withdrawn_by_name"], DataClass.CONTACT
        ),
        purpose="to know what a family allows a partner to be told, and to show that it was asked",
        retention=until(
            Rule(_("consents that were withdrawn"), Event.ENDED, "withdrawn_at", months=SHOWN_FOR),
            Rule(_("consents whose agreement ran out"), Event.ENDED, "holds_until", months=SHOWN_FOR),
        ),
        subject="student",
    ),
    Holding(
        model="consents.PartnerRequest",
        fields=dict.fromkeys(["id", "studio", "consent", "state", "problem", "created_at"], B)
        | dict.fromkeys(["student", "continue_url"], C),
        purpose="to bring a family to what it asked a partner for",
        retention=until(
            Rule(_("what was asked under them"), Event.ENDED, "consent__withdrawn_at", months=SHOWN_FOR),
            Rule(_("what was asked under them"), Event.ENDED, "consent__holds_until", months=SHOWN_FOR),
        ),
        subject="student",
    ),
    Holding(
        model="consents.StudentLoginConsent",
        fields=dict.fromkeys(["id", "studio", "method", "recorded_by_name"], B)
        | dict.fromkeys(["student", "given_at", "withdrawn_at", "renewed_at"], C)
        | dict.fromkeys(["guardian", "evidence"], DataClass.CONTACT),
        purpose="to show that a guardian, and not the child, agreed to the child's sign-in",
        retention=until(
            Rule(_("consents to a child’s own sign-in"), Event.ENDED, "withdrawn_at", months=SHOWN_FOR),
            Rule(_("consents to a child’s own sign-in"), Event.ENDED, "renewed_at", months=SHOWN_FOR),
            Rule(_("consents to a child’s own sign-in"), Event.STUDENT_LEFT, "student", months=SHOWN_FOR),
        ),
        subject="student",
    ),
    Holding(
        model="consents.StudentLoginRequest",
        fields=dict.fromkeys(["id", "studio", "consent", "problem"], B)
        | dict.fromkeys(["student", "asked_at"], C)
        | dict.fromkeys(["guardian", "asked_by_account_id"], DataClass.CONTACT),
        purpose="to wait for the card payment with which a guardian agrees to a child's sign-in",
        retention=until(
            Rule(_("what was asked under them"), Event.ENDED, "consent__withdrawn_at", months=SHOWN_FOR),
            Rule(_("what was asked under them"), Event.ENDED, "consent__renewed_at", months=SHOWN_FOR),
            Rule(_("what was asked under them"), Event.STUDENT_LEFT, "student", months=SHOWN_FOR),
        ),
        subject="student",
    ),
)
