"""What identity refuses, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.permissions import Permission, Role
from museminder.primitives.actor import Actor


class Refused(Exception):
    """Something may not be done; the text is a sentence for the person who tried."""


def needs_second_factor(site: str, *, second_factor_shown: bool) -> bool:
    """Whether this browser must show a passkey, a code of an authenticator app or a recovery code before it
    enters.

    ``second_factor_shown`` is the session's own record (``Session.second_factor``). The database asks the
    same question again in ``sec.account_of``.
    """
    return site in settings.IDENTITY_SECOND_FACTOR_SITES and not second_factor_shown


def is_elsewhere(site: str, *, browser: str, places: str, browser_now: str, place_now: str) -> bool:
    """Whether a session's cookie comes from another browser than the one that was given it, or from another place.

    ``browser`` and ``places`` are the session's own record; one that no browser began (the command line's) has no
    places and is not judged. The place counts on the sites of staff: a family's telephone changes networks all day.
    """
    if not places:
        return False
    moved = site in settings.IDENTITY_SECOND_FACTOR_SITES and place_now not in places.split(", ")
    return moved or browser != browser_now


def check_roles(roles: Iterable[str]) -> tuple[str, ...]:
    """The roles in their one order, without doubles. Refuses none at all and names we do not know."""
    wanted = set(roles)
    if not wanted or wanted - {role.value for role in Role}:
        raise Refused(_("Choose at least one role."))
    return tuple(role.value for role in Role if role.value in wanted)


def check_can_give_roles(roles: Iterable[str], *, by: Actor) -> None:
    """Only an owner makes owners, only who may edit staff makes staff; the office invites families."""
    held = permissions_of_actor(by)
    wanted = set(roles)
    if Role.OWNER in wanted and Permission.OWNER_EDIT not in held:
        raise Refused(_("Only an owner can make somebody an owner."))
    if wanted & {Role.MANAGER, Role.OFFICE, Role.INSTRUCTOR} and Permission.STAFF_EDIT not in held:
        raise Refused(_("You may not change who works here."))
    if (
        wanted & {Role.GUARDIAN, Role.STUDENT}
        and not {Permission.GUARDIAN_INVITE, Permission.STAFF_EDIT} & held
    ):
        raise Refused(_("You may not invite families."))


def check_studio_keeps_an_owner(membership: Membership, roles_after: Iterable[str]) -> None:
    """A studio always has somebody who answers for it."""
    if Role.OWNER not in membership.roles or Role.OWNER in set(roles_after):
        return
    others = Membership.objects.filter(roles__contains=[Role.OWNER.value], ended_at=None).exclude(
        pk=membership.pk
    )
    if not others.exists():
        raise Refused(_("This is the only owner. Make somebody else an owner first."))


def permissions_of_actor(by: Actor) -> frozenset[Permission]:
    """What whoever acts may do in this studio; the program itself may do everything its tasks do."""
    if by.account_id is None:
        return frozenset(Permission)
    membership = Membership.objects.filter(account_id=by.account_id).first()
    return membership.permissions if membership else frozenset()


def of_database(refusals: Mapping[str, str], error: Exception) -> Refused | None:
    """The sentence for an error the database raised by its code (``MM404``); None if it is something else."""
    code: Any = getattr(error.__cause__, "sqlstate", None)
    return Refused(refusals[code]) if code in refusals else None
