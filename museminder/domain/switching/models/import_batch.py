"""One move from another system: its files, how they are read, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import STUDIO, SealedField

PAUSED_AFTER = timedelta(minutes=1)


class ImportBatch(StudioOwned):
    """Files that come in together. Nothing of them reaches the studio before the batch is committed.

    ``answers`` are question key → choice, ``counts`` state → rows and what was written; neither holds a name.
    ``questions`` and ``report`` quote the files, so they are sealed.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Uploaded"
        CHECKED = "checked", "Looked over"
        COMMITTING = "committing", "Being written"
        COMMITTED = "committed", "In the studio"
        UNDOING = "undoing", "Being taken back"
        UNDONE = "undone", "Taken back"
        FAILED = "failed", "Stopped"

    class ChangedHere(models.TextChoices):
        """Which wins where somebody changed a record after the files were looked over."""

        KEEP = "keep", "What was changed here stays"
        TAKE = "take", "What the file says is taken"

    state = models.CharField(max_length=12, choices=State.choices, default=State.UPLOADED)
    system = models.CharField(max_length=40, blank=True)
    region = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    date_order = models.CharField(max_length=3, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    questions = SealedField(field_id="switching.importbatch.questions", subject=STUDIO, kind="json")
    report = SealedField(field_id="switching.importbatch.report", subject=STUDIO, kind="json")
    counts = models.JSONField(default=dict, blank=True)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    # When a piece was last written or taken back: a worker that died shows by it.
    progressed_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    created_by_name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    looked_over_at = models.DateTimeField(null=True, blank=True)
    changed_here = models.CharField(max_length=4, choices=ChangedHere.choices, blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)
    undo_until = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    # Grows with each change, so that a page opened before it is noticed.
    version = models.PositiveIntegerField(default=1)

    class Meta(StudioOwned.Meta):
        verbose_name_plural = "import batches"
        indexes = [models.Index(fields=["created_at"], name="import_batch_by_time")]
        constraints = [*access("switching_importbatch")]

    def __str__(self) -> str:
        return f"Import of {self.created_at:%Y-%m-%d %H:%M}"

    def can_be_changed(self) -> bool:
        """Whether its files may still be read differently and its questions answered."""
        return self.state in {self.State.UPLOADED, self.State.CHECKED} and self.forgotten_at is None

    def is_running(self) -> bool:
        """Whether a job writes it or takes it back."""
        return self.state in {self.State.COMMITTING, self.State.UNDOING}

    def has_paused(self, at: datetime) -> bool:
        """Whether it should be running, but no piece was finished for a while: its worker is gone or held up."""
        since = self.progressed_at or self.committed_at or self.created_at
        return self.is_running() and at - since > PAUSED_AFTER

    def can_go_on(self, at: datetime) -> bool:
        """Whether an import that stopped half-way may be written on."""
        stopped = self.state == self.State.FAILED and self.forgotten_at is None
        return stopped or (self.state == self.State.COMMITTING and self.has_paused(at))

    def can_be_undone(self, at: datetime) -> bool:
        """Whether it may be taken back: for a day after it came in, also if it stopped half-way."""
        if self.state == self.State.FAILED:
            return True
        return self.state == self.State.COMMITTED and self.undo_until is not None and at < self.undo_until
