"""What a guardian has agreed to for a child, and what was asked of a partner because of it."""

from museminder.domain.consents.models.consent import Consent
from museminder.domain.consents.models.partner_request import PartnerRequest
from museminder.domain.consents.models.student_login_consent import NOT_ENDED, StudentLoginConsent
from museminder.domain.consents.models.student_login_request import StudentLoginRequest

__all__ = ["NOT_ENDED", "Consent", "PartnerRequest", "StudentLoginConsent", "StudentLoginRequest"]
