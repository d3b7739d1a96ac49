"""What is kept of another system's files, and for how long."""

from museminder.domain.switching.rules.retention import REPORT_DAYS, UNUSED_DAYS
from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import kept

B, CONTACT, CHILD, HIGH = DataClass.BUSINESS, DataClass.CONTACT, DataClass.CHILD, DataClass.CHILD_HIGH
UNTIL_IT_STAYS = (
    f"until the night in which it cannot be taken back any more, {UNUSED_DAYS} days if it never came in"
)


def _business(*names: str) -> dict[str, DataClass]:
    return dict.fromkeys(["id", "studio", *names], B)


hold(
    Holding(
        model="switching.ImportBatch",
        fields=_business(
            "state",
            "system",
            "region",
            "currency",
            "date_order",
            "answers",
            "counts",
            "progress_done",
            "progress_total",
            "progressed_at",
            "problem",
            "created_at",
            "looked_over_at",
            "changed_here",
            "committed_at",
            "undo_until",
            "undone_at",
            "forgotten_at",
            "version",
        )
        | {"created_by_name": CONTACT, "questions": HIGH, "report": HIGH},
        purpose="to bring a school over from its former system, and to take that back",
        retention=kept(
            f"what was asked and reported: {REPORT_DAYS} days; that there was an import: as long as the studio"
        ),
    ),
    Holding(
        model="switching.ImportFile",
        fields=_business("batch", "position", "name", "kind", "mapping") | {"content": HIGH},
        purpose="to read the file again when a question is answered or a row is mended",
        retention=kept(UNTIL_IT_STAYS),
    ),
    Holding(
        model="switching.ImportRow",
        fields=_business("batch", "file_name", "number", "state", "codes")
        | {"details": HIGH, "corrections": HIGH},
        purpose="to show where each row stands before anything is written",
        retention=kept(UNTIL_IT_STAYS),
    ),
    Holding(
        model="switching.ImportedRecord",
        fields=_business("batch", "kind", "model", "action", "fingerprint", "kept")
        | {"key": CHILD, "unit": CHILD, "record_id": CHILD, "before": HIGH},
        purpose="to take an import back, and to see at the next one what the studio changed since",
        retention=kept(
            "while the record is there; what stood there before only while the import can be taken back"
        ),
        subject="record_id",
    ),
    Holding(
        model="switching.ExternalId",
        fields=_business("system", "kind") | {"external_id": CHILD, "record_id": CHILD},
        purpose="to find a record again when its file is imported a second time",
        retention=kept("while the record is there"),
        subject="record_id",
    ),
)
