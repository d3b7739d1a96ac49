"""What came of a meeting. For now: the lessons owed."""

from museminder.domain.attendance.models.make_up_credit import MakeUpCredit

__all__ = ["MakeUpCredit"]
