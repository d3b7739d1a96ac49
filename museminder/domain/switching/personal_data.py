"""What is kept of another system's files, and for how long."""

from museminder.primitives.holdings import DataClass, Holding, hold

B, CONTACT, CHILD, HIGH = DataClass.BUSINESS, DataClass.CONTACT, DataClass.CHILD, DataClass.CHILD_HIGH
WHILE_IMPORTED = "90 days after the import came in or was taken back"


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
            "problem",
            "created_at",
            "committed_at",
            "undo_until",
            "undone_at",
        )
        | {"created_by_name": CONTACT, "questions": HIGH, "report": HIGH},
        purpose="to bring a school over from its former system, and to take that back",
        retention=WHILE_IMPORTED,
    ),
    Holding(
        model="switching.ImportFile",
        fields=_business("batch", "position", "name", "kind", "mapping") | {"content": HIGH},
        purpose="to read the file again when a question is answered or a row is mended",
        retention=WHILE_IMPORTED,
    ),
    Holding(
        model="switching.ImportRow",
        fields=_business("batch", "file_name", "number", "state", "codes")
        | {"details": HIGH, "corrections": HIGH},
        purpose="to show where each row stands before anything is written",
        retention=WHILE_IMPORTED,
    ),
    Holding(
        model="switching.ImportedRecord",
        fields=_business("batch", "kind", "model", "action", "fingerprint", "kept")
        | {"key": CHILD, "unit": CHILD, "record_id": CHILD, "before": HIGH},
        purpose="to go on after a stop and to take an import back",
        retention=WHILE_IMPORTED,
        subject="record_id",
    ),
    Holding(
        model="switching.ExternalId",
        fields=_business("system", "kind") | {"external_id": CHILD, "record_id": CHILD},
        purpose="to find a record again when its file is imported a second time",
        retention="while the record is there",
        subject="record_id",
    ),
)
