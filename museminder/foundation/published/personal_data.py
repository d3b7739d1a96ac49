"""What is kept of letters that visitors leave on the public site."""

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import kept

C, B = DataClass.CONTACT, DataClass.BUSINESS

hold(
    Holding(
        model="published.Letter",
        fields=dict.fromkeys(["email", "message", "answer"], C)
        | dict.fromkeys(["id", "kind", "studio_name", "language", "received_at", "answered_by"], B)
        | dict.fromkeys(["settled_at", "settled_as", "attempts", "try_again_at"], B),
        purpose="to answer whoever writes to us through the public site",
        retention=kept("until 90 days after it was answered"),
        subject="email",
    )
)
