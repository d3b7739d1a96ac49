"""Somebody else's word that they keep data safe, on paper, until a day."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from museminder.domain.oversight.models.limits import LONGEST_ATTESTATION
from museminder.domain.oversight.models.rights import kept_by_operators
from museminder.primitives.ids import uuid7


class Attestation(models.Model):
    """What a data center, a payment company or a processor attests; the next one is added, none is changed."""

    class Kind(models.TextChoices):
        HOSTING = "hosting"
        PCI_AOC = "pci_aoc"  # the payment company's attestation of compliance
        ASV_SCAN = "asv_scan"  # a scan of our own pages by an approved company
        PROCESSOR = "processor"  # a processor's contract, with its promise of confidence

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    of_whom = models.CharField(max_length=120)
    document_sha256 = models.CharField(max_length=64)
    issued_on = models.DateField()
    expires_on = models.DateField()
    recorded_by = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("issued_on"))
                & Q(expires_on__lte=F("issued_on") + LONGEST_ATTESTATION),
                name="attestation_expires",
            ),
            models.CheckConstraint(
                condition=Q(document_sha256__regex=r"^[0-9a-f]{64}$"), name="attestation_has_a_document"
            ),
            *kept_by_operators("attestation"),
        ]

    def is_valid(self, *, on: date) -> bool:
        """Whether it holds on a day."""
        return self.issued_on <= on < self.expires_on
