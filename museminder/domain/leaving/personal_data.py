"""What an export holds while it waits to be fetched: everything, so only for a few days."""

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import kept

B, CONTACT, HIGH = DataClass.BUSINESS, DataClass.CONTACT, DataClass.CHILD_HIGH


def _business(*names: str) -> dict[str, DataClass]:
    return dict.fromkeys(["id", "studio", *names], B)


hold(
    Holding(
        model="leaving.Export",
        fields=_business(
            "state",
            "asked_at",
            "rows_done",
            "row_count",
            "size",
            "ready_at",
            "expires_at",
            "problem",
        )
        | {"asked_by_name": CONTACT},
        purpose="to know who took everything along, and when",
        retention=kept("while the studio is here"),
    ),
    Holding(
        model="leaving.ExportPart",
        fields=_business("export", "position") | {"content": HIGH},
        purpose="to be fetched by an owner who takes the studio's data along",
        retention=kept("3 days after the export was made"),
    ),
)
