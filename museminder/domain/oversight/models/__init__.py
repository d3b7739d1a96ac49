"""Who operates MuseMinder, what they were taught, who reviews them, and every way into a studio that is not its own."""

from museminder.domain.oversight.models.attestation import Attestation
from museminder.domain.oversight.models.operator_staff import OperatorStaff
from museminder.domain.oversight.models.review import Review
from museminder.domain.oversight.models.studio_figures import StudioFigures
from museminder.domain.oversight.models.support_grant import SupportGrant
from museminder.domain.oversight.models.support_look import SupportLook
from museminder.domain.oversight.models.training import Training

__all__ = [
    "Attestation",
    "OperatorStaff",
    "Review",
    "StudioFigures",
    "SupportGrant",
    "SupportLook",
    "Training",
]
