"""How long things hold at most: the database counts by these, and rules say it in words."""

from __future__ import annotations

from datetime import timedelta

LONGEST_TRAINING = timedelta(days=366)
LONGEST_BETWEEN_REVIEWS = timedelta(days=366)
LONGEST_ATTESTATION = timedelta(days=3 * 366)
LONGEST_GRANT_HOURS = 7 * 24
MOST_DEMANDED = 50  # families, and students: what is broader is sent back to who demands it
NOTICE_WITHIN = timedelta(hours=24)  # from the moment a family may know
GLASS_HOURS = 1
ANSWERED_WITHIN = timedelta(
    hours=1
)  # who is asked to break the glass agrees within that, or it was no emergency
