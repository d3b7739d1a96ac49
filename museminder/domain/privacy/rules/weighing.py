"""Whether a student may be erased now: who must agree, what stops it, and what a court or a paper settles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from museminder.domain.privacy.models import Erasure, ErasureVoice

State = Erasure.State


def weighed(
    *, is_held: bool, voices: Sequence[ErasureVoice], waits_for: Collection[UUID], asked_on_paper: int
) -> State:
    """What becomes of an erasure: done only if nothing must be kept, and nobody with rights is against or unheard.

    ``waits_for`` are the accounts of other guardians with rights, ``asked_on_paper`` how many of them have none. What
    the family owes is not asked for (sentences N04 and N07 of the policy). A voice without an account is a court's
    decision or a paper that the school has: it settles what guardians do not agree about, but not a legal hold.
    """
    if is_held:
        return State.HELD
    if any(each.account_id is None for each in voices):
        return State.DONE
    if any(not each.agrees for each in voices):
        return State.DISPUTED
    if asked_on_paper or set(waits_for) - {each.account_id for each in voices}:
        return State.WAITING
    return State.DONE
