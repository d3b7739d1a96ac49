"""What was changed, by whom, when."""

from .change import Change

__all__ = ["Change"]
