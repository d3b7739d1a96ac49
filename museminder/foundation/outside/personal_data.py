"""What is kept about what was told: kinds of information and ids, never the words."""

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import kept

_SAID = ["third_party", "reason", "told", "host", "what", "told_at"]

hold(
    Holding(
        model="outside.Disclosure",
        fields=dict.fromkeys(
            ["id", "studio", *_SAID, "basis", "notice_version", "shown_from"], DataClass.BUSINESS
        )
        | dict.fromkeys(["subjects", "consent_id", "student_id"], DataClass.CHILD),
        purpose="to show a family what was told about it, to whom, and on what ground",
        retention=kept("36 months, as the access log"),
    ),
    Holding(
        model="outside.AccountDisclosure",
        fields=dict.fromkeys(["id", *_SAID], DataClass.BUSINESS) | {"subjects": DataClass.CONTACT},
        purpose="to show somebody which letters about their sign-in were sent",
        retention=kept("36 months, as the access log"),
    ),
)
