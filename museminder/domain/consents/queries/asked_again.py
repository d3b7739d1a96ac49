"""Which consents a change of the policy ends: those given before a version that matters for children was posted.

The database asks the same of itself in ``sec.consent_is_asked_again(given_at, at)`` before anything is told under a
consent (trigger ``consents_know_the_policy`` on ``outside_disclosure``); sentence N13 of the policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from museminder.domain.consents.models import Consent, StudentLoginConsent
from museminder.domain.privacy.models import PolicyVersion


def asked_again_by(
    consent: Consent | StudentLoginConsent, changes: Iterable[PolicyVersion]
) -> PolicyVersion | None:
    """The first change since a guardian agreed, because of which the guardian is asked again; None without one.

    The consent counts until that version takes effect (UTC), and from then on no more.
    """
    given = consent.given_at
    return next((each for each in changes if given is not None and given < each.posted_at), None)


def has_ended_by_change(consent: Consent, changes: Iterable[PolicyVersion], *, on: date) -> bool:
    """Whether a consent counts no more on a day (UTC), because a version took effect that it did not know."""
    change = asked_again_by(consent, changes)
    return change is not None and change.is_in_effect(on=on)


def ending(
    consents: Iterable[Consent], changes: Sequence[PolicyVersion], *, on: date
) -> list[tuple[Consent, PolicyVersion]]:
    """The consents that are not withdrawn and are to be given again, each with the change that asks for it."""
    live = [each for each in consents if each.is_live(on=on)]
    return [(each, change) for each in live if (change := asked_again_by(each, changes)) is not None]
