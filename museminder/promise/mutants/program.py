"""Safeguards of the program, taken away in this process and put back afterwards."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.template import engines
from psycopg.conninfo import make_conninfo

from museminder.domain.people.formats.postal_addresses import CheckedAddress, Problem
from museminder.foundation.embedded.secrets import SITE_S_ROLES
from museminder.foundation.outside.client import Client
from museminder.foundation.outside.register import THIRD_PARTIES
from museminder.promise.mutants.sabotage import Apply, Mutant, by_replacing, register

_ACCURACY = "select pg_get_constraintdef(oid) from pg_constraint where conname = 'accuracy_is_of_one_address'"
FOLDER = "django.core.files.storage.FileSystemStorage"
ASKING = "<!doctype html><title>Join</title><form><input name=first_name><input name=birth_date></form>"


class _EveryHost(dict[str, str]):
    """A list of hosts that knows every name."""

    def __missing__(self, _name: str) -> str:
        return "commercial"


def _by_settings(**changed: Any) -> Apply:
    @contextmanager
    def apply(_superuser_dsn: str) -> Iterator[None]:
        kept = {name: getattr(settings, name) for name in changed}
        for name, value in changed.items():
            setattr(settings, name, value)
        try:
            yield
        finally:
            for name, value in kept.items():
                setattr(settings, name, value)

    return apply


def _by_vault(*statements: str) -> Apply:
    """A sabotage of the vault beside the database in hand, by its superuser; what it was is made again."""

    @contextmanager
    def apply(superuser_dsn: str) -> Iterator[None]:
        dsn = make_conninfo(superuser_dsn, dbname=settings.VAULT_SERVER["dbname"])
        with psycopg.connect(dsn, autocommit=True) as vault:
            was = vault.execute(_ACCURACY).fetchone()
            for statement in statements:
                vault.execute(statement.encode())
            try:
                yield
            finally:
                if was is not None:
                    again = f"alter table access_log.entry add constraint accuracy_is_of_one_address {was[0]} not valid"
                    vault.execute(again.encode())

    return apply


def _sending_away(address: dict[str, str], region: str) -> CheckedAddress:
    """Asks somebody else, with the address."""
    with socket.socket() as outside:
        outside.connect(("198.51.100.7", 443))
    return CheckedAddress({"city": Problem.MISSING}, {}, f"{region} {len(address)}")


@contextmanager
def _by_template(_superuser_dsn: str) -> Iterator[None]:
    """The front page of the public site is another one, which asks for a child's name."""
    env: Any = engines["jinja2"].env  # type: ignore[attr-defined]  # Jinja2's has one
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "commercial" / "home.html"
        page.parent.mkdir()
        page.write_text(ASKING)
        env.loader.searchpath.insert(0, folder)
        env.cache.clear()
        try:
            yield
        finally:
            env.loader.searchpath.remove(folder)
            env.cache.clear()


_make_client = Client.__init__


def _writing_nothing(client: Client, *given: Any, **options: Any) -> None:
    _make_client(client, *given, **({"book": lambda _contact, _party, _telling: None} | options))


for _mutant in (
    Mutant(
        "any-host",
        "Every host name is served.",
        ("hosts.unknown-refused",),
        _by_settings(ALLOWED_HOSTS=["*"], HOST_SITES=_EveryHost(settings.HOST_SITES)),
    ),
    Mutant(
        "pages-kept",
        "Every page is answered like a built file, which browsers may keep.",
        ("browser.keeps-nothing",),
        _by_settings(STATIC_URL="/"),
    ),
    Mutant(
        "transport-not-strict",
        "Browsers are no longer told to come encrypted only.",
        ("https.only",),
        _by_settings(SECURE_HSTS_SECONDS=0),
    ),
    Mutant(
        "cookie-in-the-open",
        "A cookie is no longer marked for encrypted ways only.",
        ("https.only",),
        _by_settings(CSRF_COOKIE_SECURE=False),
    ),
    Mutant(
        "public-form",
        "The public front page asks for a name and a birth date.",
        ("public-forms.of-no-family",),
        _by_template,
    ),
    Mutant(
        "public-site-told-more",
        "The process of the public site is given the studio site’s password too.",
        ("commercial.reaches-nothing",),
        by_replacing(
            "museminder.foundation.embedded.secrets.SITE_S_ROLES",
            SITE_S_ROLES | {"commercial": ("public_commercial", "studio")},
        ),
    ),
    Mutant(
        "register-bypassed",
        "The program no longer looks whether a host is on the list.",
        ("outside.register-only",),
        by_replacing("museminder.foundation.outside.client.permitted", lambda _host, _on: THIRD_PARTIES[0]),
    ),
    Mutant(
        "copy-elsewhere",
        "Families are kept on one more server, which nobody declared.",
        ("stores.declared",),
        _by_settings(DATABASES=settings.DATABASES | {"copy": {"HOST": "copy.invalid", "PORT": "5432"}}),
    ),
    Mutant(
        "files-in-a-folder",
        "Uploaded files are kept in a folder.",
        ("stores.declared",),
        _by_settings(STORAGES=settings.STORAGES | {"default": {"BACKEND": FOLDER}}),
    ),
    Mutant(
        "told-unwritten",
        "Nothing is written down of what the program tells others.",
        ("outside.written-first",),
        by_replacing("museminder.foundation.outside.client.Client.__init__", _writing_nothing),
    ),
    Mutant(
        "partner-like-a-helper",
        "A partner is told things as if it worked for the school.",
        ("partners.apart",),
        by_replacing(
            "museminder.foundation.outside.disclosures.check_registered", lambda _party, _telling: None
        ),
    ),
    Mutant(
        "led-anywhere",
        "A family is led wherever a partner says.",
        ("partners.named-way-out",),
        by_replacing("museminder.foundation.outside.destinations.check_destination", lambda url, _party: url),
    ),
    Mutant(
        "promotion-unasked",
        "The one query of promotional mail lists everybody with a word in it, whatever they said.",
        ("promotion.asked-only",),
        by_replacing(
            "museminder.domain.privacy.queries.promotional.promotional_recipients",
            lambda choices: list(choices.values_list("account_id", flat=True)),
        ),
    ),
    Mutant(
        "address-sent-away",
        "An address is sent to somebody else to be checked.",
        ("addresses.checked-here",),
        by_replacing("museminder.domain.people.formats.postal_addresses.check_postal_address", _sending_away),
    ),
    Mutant(
        "accuracy-for-anything",
        "The vault opens anything for accuracy.",
        ("accuracy.one-address",),
        _by_vault("alter table access_log.entry drop constraint accuracy_is_of_one_address"),
    ),
    Mutant(
        "no-way-out",
        "The letter of a sale no longer offers families a copy.",
        ("transfer.ways-out",),
        by_replacing(
            "museminder.domain.privacy.formats.change_letters.GUARDIAN_S_PAGES",
            {"export": "", "erase": "privacy/"},
        ),
    ),
    Mutant(
        "card-filter-removed",
        "Forms no longer notice card numbers.",
        ("cards.refused",),
        by_replacing("museminder.web.forms.contains_card_number", lambda _text: False),
    ),
):
    register(_mutant)
