"""Partners: apart from those who help us, named on every page of theirs, told something under a live consent only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from museminder.domain.consents.models import Consent
from museminder.foundation.outside import destinations, disclosures
from museminder.foundation.outside.register import Kind, Refused, ThirdParty, registered
from museminder.foundation.outside.telling import Basis, Telling
from museminder.primitives.ids import uuid7
from museminder.promise.attempting import outcome
from museminder.promise.checking import Found, World, check
from museminder.promise.probe.filling import fill_studio
from museminder.promise.probe.scratch import scratch_database

TEMPLATES = Path(__file__).resolve().parents[2] / "sites"
FRAME = "ui.partner("
_NAMES_A_PARTNER = re.compile(r"\{\{[^}]*\bparty\.name\b")
# Ways to lead a family elsewhere while seeming to lead it to a partner.
ELSEWHERE = (
    *(
        "https://evil.example/",
        "http://{page}/",
        "https://{page}.evil.example/",
        "https://{page}@evil.example/",
    ),
    *("https://evil.example/{page}", "//evil.example/", "https://{page}:8443/", "javascript:alert(1)"),
    *("https:\\\\{page}\\@evil.example", "https://{page}\t.evil.example/", "https://\u0435vil.example/", ""),
)


@check(
    "partners.apart",
    "Offers each partner, as if it helped us, what it gets under a consent alone, and reads the pages that name one.",
)
def apart(world: World) -> Found:
    """Partners that were told something under a contract, and pages that name one outside its frame."""
    partners = [party for party in registered().values() if party.kind == Kind.PARTNER]
    helpers = [party for party in registered().values() if party.kind != Kind.PARTNER]
    wrong = [
        f"{party.name} is told {told} without consent"
        for party in partners
        for told in party.tells
        if _told(party, told)
    ]
    pages = [path for path in sorted(TEMPLATES.rglob("*.html")) if _names_a_partner(path.read_text())]
    wrong += [
        f"{path.name} names a partner outside its frame" for path in pages if FRAME not in path.read_text()
    ]
    noticed = any(_told(party, told) for party in helpers for told in party.tells) and _names_a_partner(
        "<p>{{ party.name }}</p>"
    )
    offered = sum(len(party.tells) for party in partners)
    return Found(
        offered + len(pages),
        wrong,
        noticed,
        f"{offered} facts offered to {len(partners)} partner, {len(pages)} pages that name one, {len(wrong)} wrong",
    )


def _told(party: ThirdParty, told: Any) -> bool:
    try:
        disclosures.check_registered(party, Telling((told,), Basis.CONTRACT))
    except Refused:
        return False
    return True


def _names_a_partner(page: str) -> bool:
    return bool(_NAMES_A_PARTNER.search(page))


@check("partners.named-way-out", "Lets each partner answer with addresses that lead a family somewhere else.")
def named_way_out(world: World) -> Found:
    """Addresses of others to which a family would have been led."""
    partners = [party for party in registered().values() if party.kind == Kind.PARTNER]
    tried = [(party, way.format(page=party.pages[0])) for party in partners for way in ELSEWHERE]
    wrong = [f"{party.name}: {way}" for party, way in tried if _is_led(party, way)]
    noticed = all(_is_led(party, f"https://{party.pages[0]}/start") for party in partners)
    return Found(len(tried), wrong, noticed, f"{len(tried)} addresses of others tried, {len(wrong)} followed")


def _is_led(party: ThirdParty, way: str) -> bool:
    try:
        destinations.check_destination(way, party)
    except Refused:
        return False
    return True


TELL = """
insert into outside_disclosure (id, studio_id, third_party, reason, told, subjects, basis, consent_id, student_id,
  notice_version, host, what)
values ('{id}', {studio}, '{partner}', '{reason}', '{told}', '{{}}', '{basis}', {consent}, {student}, {notice},
  'api.invalid', 'POST /check')
"""


@check(
    "consents.fit",
    "Uses a family's consent for another child, partner, purpose, text, for more than it says, and after its end.",
)
def fit(world: World) -> Found:
    """Disclosures that the database took without a live consent for exactly this."""
    with _filled(world) as consent:
        fits = facts_of(consent)
        tried = {name: fits | changed for name, changed in _misfits().items()}
        wrong = [name for name, facts in tried.items() if outcome("owner", TELL.format(**facts)) == ""]
        after = {
            "after it was withdrawn": "withdrawn_at = clock_timestamp()",
            "after the agreement ended": "holds_until = current_date - 1",
        }
        wrong += [name for name, change in after.items() if _told_after(change, consent, fits)]
        noticed = outcome("owner", TELL.format(**fits)) == ""
    count = len(tried) + len(after)
    return Found(count, wrong, noticed, f"{count} misuses of a consent tried, {len(wrong)} taken")


def facts_of(consent: Consent) -> dict[str, Any]:
    """What ``TELL`` writes when something is told under exactly this consent."""
    return {
        "id": uuid7(),
        "studio": consent.studio_id,
        "partner": consent.partner,
        "reason": consent.purpose,
        "told": "{child_name}",
        "basis": "consent",
        "consent": f"'{consent.pk}'",
        "student": f"'{consent.student_id}'",
        "notice": consent.notice_version,
    }


def _misfits() -> dict[str, dict[str, Any]]:
    nobody = {"consent": "null", "student": "null", "notice": "null"}
    return {
        "for another child": {"student": f"'{uuid7()}'"},
        "for another third party": {"partner": "stripe"},
        "for another purpose": {"reason": "payment"},
        "under another text": {"notice": 9999},
        "under a consent nobody gave": {"consent": f"'{uuid7()}'"},
        "for more than was agreed to": {"told": "{child_name,guardian_email}"},
        "under no consent": nobody,
        "under a contract": nobody | {"basis": "contract"},
        "for marketing": {"told": "{marketing_profile}"},
    }


def _told_after(change: str, consent: Consent, facts: dict[str, Any]) -> bool:
    setting = f"update consents_consent set {change} where id = '{consent.pk}'"  # noqa: S608  words of ours
    return outcome("owner", TELL.format(**facts), setting=setting) == ""


@contextmanager
def _filled(world: World) -> Iterator[Consent]:
    """A live consent of a studio that nobody depends on: this database's if it is a copy, else a new one's."""
    if world.scratch:
        yield _consent()
        return
    with scratch_database(world.superuser_dsn):
        fill_studio("consenting")
        yield _consent()


def _consent() -> Consent:
    rows: QuerySet[Consent] = QuerySet(Consent, using="owner")
    return rows.latest("id")
