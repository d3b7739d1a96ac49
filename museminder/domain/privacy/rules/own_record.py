"""When a guardian's own record may be erased, and in which words it is told that it may not be yet."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _


class Kept(StrEnum):
    """Why a guardian's record stays for now."""

    HELD = "held"
    ALONE = "alone"
    OWING = "owing"


def kept_because(*, is_held: bool, is_alone: bool, is_owing: bool) -> Kept | None:
    """Why a record stays, the gravest reason first; None when it may go.

    ``is_alone``: there is a child for whom nobody else decides. ``is_owing``: the family owes something and has no
    other guardian.
    """
    if is_held:
        return Kept.HELD
    if is_alone:
        return Kept.ALONE
    return Kept.OWING if is_owing else None


def words_of(kept: Kept) -> str:
    """What whoever asked is told."""
    return {
        Kept.HELD: _(
            "A court or an authority needs what is kept about your family, so your record stays for now."
            " Ask again when that has ended."
        ),
        Kept.ALONE: _(
            "You are the only guardian who decides about a child here. Have the child erased first, or ask the school"
            " to add another guardian, and ask again."
        ),
        Kept.OWING: _(
            "Something is still open on the family’s account, and nobody else of the family is here. Ask again when it"
            " is settled."
        ),
    }[kept]
