"""The third parties: who they are, what they get, and until when a contract holds.

This one list is published to families and is at once the list of hosts the program may talk to: a host
that is not here, or whose contract has ended, is refused before a connection is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_noop

from museminder.foundation.outside.telling import Reason, Told


class Kind(StrEnum):
    """A processor works for the studio; a partner offers a family something of its own, with consent only."""

    PROCESSOR = "processor"
    PARTNER = "partner"


@dataclass(frozen=True)
class ThirdParty:
    """Somebody outside: `tells` is everything that may be handed over, in words a parent understands.

    `hosts` are spoken to by the program, `pages` are hosts a person's browser is sent to. The contract
    holds until, not on, `contract_until`; None means that there is none, and nobody is spoken to.
    `notice_version` counts the texts a family is shown before it consents to a partner.
    """

    key: str
    name: str
    purpose: str
    tells: tuple[Told, ...]
    hosts: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    contract_until: date | None = None
    reason: Reason = Reason.PAYMENT
    kind: Kind = Kind.PROCESSOR
    notice_version: int = 1

    @property
    def fields(self) -> tuple[str, ...]:
        """What may be handed over, in words."""
        return tuple(map(str, self.tells))


THIRD_PARTIES = (
    ThirdParty(
        key="stripe",
        name="Stripe",
        purpose=gettext_noop("Takes card payments for the studio's own Stripe account"),
        tells=(Told.AMOUNT, Told.PAYMENT_DESCRIPTION, Told.PAYMENT_NUMBER),
        hosts=("api.stripe.com",),
        pages=("checkout.stripe.com",),
        # Stripe's services and data processing agreements, which a studio accepts with its own account;
        # read in November 2026, to be read again before this day.
        contract_until=date(2028, 1, 1),
    ),
    ThirdParty(
        key="mail",
        name="The mail server of this installation",
        purpose=gettext_noop("Carries letters with a link and nothing confidential"),
        tells=(Told.EMAIL_ADDRESS, Told.STUDIO_NAME, Told.LETTER),
        reason=Reason.LETTER,
    ),
    ThirdParty(
        key="keys",
        name="The key service of this installation",
        purpose=gettext_noop(
            "Locks the key that locks all others, where an installation does not do so itself"
        ),
        tells=(Told.LOCKED_KEY,),
    ),
    ThirdParty(
        key="harbor",
        name="Harbor Instrument Insurance",
        purpose=gettext_noop("Insures an instrument, for a family that asks for it"),
        tells=(
            *(Told.CHILD_NAME, Told.INSTRUMENT, Told.GUARDIAN_NAME, Told.GUARDIAN_EMAIL),
            Told.CONSENT_NUMBER,
        ),
        hosts=("api.harbor-insurance.example",),
        pages=("www.harbor-insurance.example",),
        # A partner of the demonstration: its server is counterparts/partner, and no family is ever sent elsewhere.
        contract_until=date(2028, 1, 1),
        reason=Reason.INSTRUMENT_INSURANCE,
        kind=Kind.PARTNER,
    ),
)


class Refused(Exception):
    """The program may not speak to this host; the text says why."""


def registered() -> dict[str, ThirdParty]:
    """Every third party by key: those declared here, completed by what this installation sets.

    `settings.MUSEMINDER_THIRD_PARTIES = {"mail": {"name": …, "hosts": […], "contract_until": "2027-07-01"}}`
    may give a name, hosts and a contract's end. Purpose and fields stay as declared, and nobody can be
    added: what a third party is for is decided in review, not in a configuration file.
    """
    parties = {party.key: party for party in THIRD_PARTIES}
    for key, given in getattr(settings, "MUSEMINDER_THIRD_PARTIES", {}).items():
        if key not in parties:
            raise ImproperlyConfigured(
                f"MUSEMINDER_THIRD_PARTIES names {key!r}, which the register does not know."
            )
        parties[key] = _completed(parties[key], given)
    return parties


def permitted(host: str, on: date) -> ThirdParty:
    """The third party behind a host on a day. Raises Refused when there is none or its contract has ended."""
    for party in registered().values():
        if host.lower() in party.hosts:
            return _under_contract(party, on)
    raise Refused(f"{host} is not in the register of third parties.")


def permitted_party(key: str, on: date) -> ThirdParty:
    """A third party by key on a day. Raises Refused when its contract has ended."""
    return _under_contract(registered()[key], on)


def partners(on: date) -> tuple[ThirdParty, ...]:
    """Every partner whose contract holds on a day."""
    return tuple(
        party
        for party in registered().values()
        if party.kind == Kind.PARTNER and party.contract_until is not None and on < party.contract_until
    )


def browser_destinations() -> tuple[str, ...]:
    """Addresses of other sites that a form of ours may lead a browser to, for the pages' security policy."""
    return tuple(f"https://{host}" for party in registered().values() for host in party.pages)


def _under_contract(party: ThirdParty, on: date) -> ThirdParty:
    if party.contract_until is None:
        raise Refused(f"There is no contract with {party.name}.")
    if on >= party.contract_until:
        raise Refused(f"The contract with {party.name} ended on {party.contract_until.isoformat()}.")
    return party


def _completed(party: ThirdParty, given: Mapping[str, Any]) -> ThirdParty:
    unknown = set(given) - {"name", "hosts", "contract_until"}
    if unknown:
        raise ImproperlyConfigured(f"MUSEMINDER_THIRD_PARTIES may not set {', '.join(sorted(unknown))}.")
    until = given.get("contract_until")
    return replace(
        party,
        name=str(given.get("name", party.name)),
        hosts=party.hosts + tuple(str(host).lower() for host in given.get("hosts", ())),
        contract_until=date.fromisoformat(until) if until else party.contract_until,
    )
