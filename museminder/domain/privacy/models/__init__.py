"""What was held back or asked for, policy versions, who accepted them, and what became of each sentence's checks."""

from museminder.domain.privacy.models.breach import Breach, BreachNotice
from museminder.domain.privacy.models.change_of_control import ChangeLetter, ChangeOfControl, TransferChoice
from museminder.domain.privacy.models.erasure import Erasure, ErasureVoice
from museminder.domain.privacy.models.family_export import FamilyExport
from museminder.domain.privacy.models.held_reveal import HeldReveal
from museminder.domain.privacy.models.legal_hold import LegalHold
from museminder.domain.privacy.models.policy_acceptance import PolicyAcceptance
from museminder.domain.privacy.models.policy_version import PolicyVersion
from museminder.domain.privacy.models.privacy_request import PrivacyRequest
from museminder.domain.privacy.models.promise_clause import PromiseClause
from museminder.domain.privacy.models.promise_result import PromiseResult
from museminder.domain.privacy.models.promotional_choice import PromotionalChoice
from museminder.domain.privacy.models.retention_run import RetentionRun
from museminder.domain.privacy.models.studio_closing import StudioClosing

__all__ = [
    "Breach",
    "BreachNotice",
    "ChangeLetter",
    "ChangeOfControl",
    "Erasure",
    "ErasureVoice",
    "FamilyExport",
    "HeldReveal",
    "LegalHold",
    "PolicyAcceptance",
    "PolicyVersion",
    "PrivacyRequest",
    "PromiseClause",
    "PromiseResult",
    "PromotionalChoice",
    "RetentionRun",
    "StudioClosing",
    "TransferChoice",
]
