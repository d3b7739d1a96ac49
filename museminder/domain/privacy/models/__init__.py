"""Policy versions, who accepted them, and what became of each sentence's checks."""

from museminder.domain.privacy.models.policy_acceptance import PolicyAcceptance
from museminder.domain.privacy.models.policy_version import PolicyVersion
from museminder.domain.privacy.models.promise_clause import PromiseClause
from museminder.domain.privacy.models.promise_result import PromiseResult

__all__ = ["PolicyAcceptance", "PolicyVersion", "PromiseClause", "PromiseResult"]
