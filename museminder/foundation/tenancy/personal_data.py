"""What the studios' own tables hold: business facts, and no person but the studio's address."""

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import kept

B = DataClass.BUSINESS
hold(
    Holding(
        model="tenancy.Studio",
        fields=dict.fromkeys(
            [
                "id",
                "slug",
                "name",
                "time_zone",
                "currency",
                "region",
                "locale",
                "accent",
                "opened_at",
                "closing_at",
                "closed_at",
            ],
            B,
        )
        | {"email": DataClass.CONTACT},
        purpose="to run the studio's site",
        retention=kept("until the studio closes, then 90 days"),
    ),
    Holding(
        model="tenancy.IdempotencyKey",
        fields=dict.fromkeys(
            ["id", "studio", "key", "account_id", "fingerprint", "location", "created_at"], B
        ),
        purpose="to do once what was sent twice",
        retention=kept("30 days"),
    ),
)
