"""What is kept about what was told: kinds of information and ids, never the words."""

from django.utils.translation import gettext_noop as _

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import Event, Rule, kept, until

_SAID = ["third_party", "reason", "told", "host", "what", "told_at"]

hold(
    Holding(
        model="outside.Disclosure",
        fields=dict.fromkeys(
            ["id", "studio", *_SAID, "basis", "notice_version", "shown_from", "counts_from", "entry_ids"],
            DataClass.BUSINESS,
        )
        | dict.fromkeys(["subjects", "consent_id", "student_id"], DataClass.CHILD),
        purpose="to show a family what was told about it, to whom, and on what ground",
        retention=until(
            Rule(
                _("what was told to others, counted from when the family may know of it"),
                Event.MADE,
                "counts_from",
                months=36,
            )
        ),
        subject="subjects",
    ),
    Holding(
        model="outside.AccountDisclosure",
        fields=dict.fromkeys(["id", *_SAID], DataClass.BUSINESS) | {"subjects": DataClass.CONTACT},
        purpose="to show somebody which letters about their sign-in were sent",
        retention=kept("36 months, as the access log"),
    ),
)
