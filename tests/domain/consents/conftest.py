"""A guardian with one child."""

from tests.domain.consents.family import home  # noqa: F401
