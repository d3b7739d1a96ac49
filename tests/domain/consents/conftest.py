"""A guardian with one child, and certificates for a partner."""

from tests.counterparts.fixtures import certificates  # noqa: F401
from tests.domain.consents.family import home  # noqa: F401
