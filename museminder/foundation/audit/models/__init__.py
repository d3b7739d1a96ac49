"""What was changed, by whom, when."""

from museminder.foundation.audit.models.change import Change

__all__ = ["Change"]
