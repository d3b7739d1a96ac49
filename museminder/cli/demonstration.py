"""A school to look at: filled once, with people and money that were invented."""

from __future__ import annotations

import json
import secrets
from argparse import Namespace
from pathlib import Path
from typing import Any

import django

from museminder.cli.surroundings import surroundings
from museminder.cli.verbs import Area, Refused, Report, argument

AREA = Area("demonstration")
FILE = "demonstration.json"
SLUG = "clerestory"


def _file() -> Path:
    return surroundings().home / FILE


def _keep(made: dict[str, Any]) -> None:
    _file().write_text(json.dumps(made, indent=2) + "\n")
    _file().chmod(0o600)


@AREA.verb(
    "Fill a demonstration studio: 120 families, nine instructors, a term of meetings, a posted month.",
    argument("--families", type=int, default=120, help="how many families (default: 120)"),
)
def fill(options: Namespace) -> Report:
    """Make the studio through the same actions a person uses."""
    django.setup()
    from museminder.cli.demonstration_school.filling import fill_school  # noqa: PLC0415  after setup

    if _file().exists():
        raise Refused("The demonstration studio is there already.")
    made = fill_school(
        slug=SLUG, families=options.families, password=f"{secrets.token_hex(4)}-lights-{secrets.token_hex(4)}"
    )
    _keep(made)
    counted = ", ".join(f"{count} {what}" for what, count in made["counts"].items())
    return Report([f"The demonstration studio is filled: {counted}."], made["counts"])


@AREA.verb("Connect the demonstration studio to the stand-in for Stripe, once: its families can pay by card.")
def take_cards(options: Namespace) -> Report | None:
    """As its owner would on the page *Card payments*; who ends the connection there is not connected again."""
    made: dict[str, Any] = json.loads(_file().read_text()) if _file().exists() else {}
    if not made or made.get("takes_cards"):
        return None
    django.setup()
    from museminder.cli.demonstration_school.cards import connect_stand_in  # noqa: PLC0415  after setup

    owner = next(person["email"] for person in made["people"] if person["role"] == "owner")
    connect_stand_in(email=owner, slug=made["slug"], port=surroundings().port)
    _keep({**made, "takes_cards": True})
    return Report(["Its families can pay by card: 4242 4242 4242 4242."], {"connected": True})


@AREA.verb("Say who can sign in to the demonstration studio, and with what.", reports=False)
def sign_ins(options: Namespace) -> None:
    """Print addresses and sign-ins; the codes are those of this half minute."""
    if not _file().exists():
        print("There is no demonstration studio.")
        return
    made: dict[str, Any] = json.loads(_file().read_text())
    print("\nThe demonstration studio, Clerestory Conservatory:")
    for person in made["people"]:
        print(f"  {person['role']:<12} {person['email']:<28} password {person['password']}")
    print("Staff are asked for a code as well: bin/museminder demonstration code\n")


@AREA.verb("Print the six digits an authenticator app would show now, for each member of staff.")
def code(options: Namespace) -> Report:
    """The codes of this half minute."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time  # noqa: PLC0415

    django.setup()
    made: dict[str, Any] = json.loads(_file().read_text()) if _file().exists() else {"people": []}
    codes = {}
    for person in made["people"]:
        if person["totp_secret"]:
            counter = next(iter(yield_hotp_counters_from_time()))
            codes[person["email"]] = format_hotp_value(hotp_value(person["totp_secret"], counter))
    return Report([f"{email}  {digits}" for email, digits in codes.items()], codes)
