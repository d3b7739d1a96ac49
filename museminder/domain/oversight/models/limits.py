"""How long things hold at most: the database counts by these, and rules say it in words."""

from __future__ import annotations

from datetime import timedelta

LONGEST_TRAINING = timedelta(days=366)
LONGEST_BETWEEN_REVIEWS = timedelta(days=366)
LONGEST_ATTESTATION = timedelta(days=3 * 366)
LONGEST_GRANT_HOURS = 7 * 24
