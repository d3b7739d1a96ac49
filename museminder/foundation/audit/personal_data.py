"""What the history holds about people."""

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import kept

hold(
    Holding(
        model="audit.Change",
        fields={
            "id": DataClass.BUSINESS,
            "studio": DataClass.BUSINESS,
            "what": DataClass.BUSINESS,
            "of_model": DataClass.BUSINESS,
            "of_id": DataClass.BUSINESS,
            "by_account_id": DataClass.CONTACT,
            "by_name": DataClass.CONTACT,
            "at": DataClass.BUSINESS,
            "note": DataClass.CONTACT,
            "details": DataClass.BUSINESS,
        },
        purpose="to show a studio who changed what",
        retention=kept("that something was changed stays; a note beside it goes with the record it is about"),
    )
)
