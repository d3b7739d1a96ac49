"""Accounts, sessions and limits are global tables; memberships and invitations are a studio's own."""

from museminder.foundation.identity.models.account import Account
from museminder.foundation.identity.models.invitation import Invitation
from museminder.foundation.identity.models.limit import Limit
from museminder.foundation.identity.models.membership import Membership
from museminder.foundation.identity.models.session import Session

__all__ = ["Account", "Invitation", "Limit", "Membership", "Session"]
