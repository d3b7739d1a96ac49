"""Who takes part in what, from when until when, and at which price."""

from museminder.domain.enrollment.models.enrollment import Enrollment
from museminder.domain.enrollment.models.offering_tuition import OfferingTuition
from museminder.domain.enrollment.models.participation import Participation
from museminder.domain.enrollment.models.price_agreement import PriceAgreement

__all__ = ["Enrollment", "OfferingTuition", "Participation", "PriceAgreement"]
