"""Who operates MuseMinder, what they were taught, who reviews them, and every way into a studio that is not its own."""

from museminder.domain.oversight.models.attestation import Attestation
from museminder.domain.oversight.models.broken_glass import BrokenGlass
from museminder.domain.oversight.models.demand_export import DemandExport
from museminder.domain.oversight.models.demand_notice import DemandNotice
from museminder.domain.oversight.models.legal_demand import LegalDemand
from museminder.domain.oversight.models.operator_staff import OperatorStaff
from museminder.domain.oversight.models.review import Review
from museminder.domain.oversight.models.studio_figures import StudioFigures
from museminder.domain.oversight.models.support_grant import SupportGrant
from museminder.domain.oversight.models.support_look import SupportLook
from museminder.domain.oversight.models.training import Training

__all__ = [
    "Attestation",
    "BrokenGlass",
    "DemandExport",
    "DemandNotice",
    "LegalDemand",
    "OperatorStaff",
    "Review",
    "StudioFigures",
    "SupportGrant",
    "SupportLook",
    "Training",
]
