"""Attack 19: a guardian takes a copy of everything, and reads in it how to reach the other guardian.

Dov's address, telephone and mail stand in his own record, in an emergency contact, in a denial and in what an import
kept; Maria's copy is searched for every one of them, and for the child she does not see. Her own are there.
"""

from __future__ import annotations

import io
import zipfile
from uuid import UUID

from museminder.domain.people.actions.contacts import add_contact
from museminder.domain.people.models import CustodyDenial, Guardianship
from museminder.domain.privacy.actions.family_exports import ask_for_family_export
from museminder.domain.privacy.models import FamilyExport, PrivacyRequest
from museminder.foundation.identity.models import Account
from museminder.foundation.vault.access_log.entries import Action
from museminder.foundation.vault.purposes import Purpose
from museminder.primitives.clock import now
from tests.browsing import client_of, get
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, Person, School
from tests.sites.member.billing.paying import work
from tests.vaults import Vault

DOVS = ("dov@elsewhere.example", "555-0188", "555-0199", "17 Quarry Lane", "Aranda")
MARIAS = ("maria@home.example", "555-0101", "4 Mill Road", "Theodore", "Bees", "2016-05-20")


def address(street: str) -> dict[str, str]:
    return {"street": street, "city": "Springfield", "region": "OH", "postal_code": "45501", "country": "US"}


def two_guardians(school: School, maria: Person, dov: Person) -> UUID:
    """Both see Theodore; Wilhelmina only Dov. Returns Theodore's id. Neither has a password to show again."""
    for person in (maria, dov):
        account = Account.objects.using("owner").get(pk=person.account_id)
        account.set_unusable_password()
        account.save(using="owner")
    owner = school.owner
    with school.inside(owner):
        family = make_family(school, "Delacroix")
        marias = {"email": MARIAS[0], "mobile_phone": MARIAS[1], "address": address(MARIAS[2])}
        mine = make_guardian(school, family, "Maria", maria, is_account_principal=True, **marias)
        facts = {"last_name": "Aranda", "email": DOVS[0], "mobile_phone": DOVS[1], "home_phone": DOVS[2]}
        his = make_guardian(school, family, "Dov", dov, address=address(DOVS[3]), **facts)
        born = NOON.date().replace(year=2016)
        theodore = make_student(school, family, "Theodore", birth_date=born, care_notes="Bees")
        wilhelmina = make_student(school, family, "Wilhelmina", care_notes="Nuts")
        Guardianship.objects.filter(guardian=mine, student=wilhelmina).update(sees=False)
        contact = {"name": "Dov Aranda", "phone": DOVS[1], "email": DOVS[0], "relationship": "father"}
        add_contact(student=theodore, family=family, by=owner.actor, at=NOON, **contact)
        CustodyDenial.objects.create(
            student=wilhelmina,
            guardian=mine,
            person_name="Maria",
            evidence="Court of Springfield, at the wish of Dov Aranda, 17 Quarry Lane",
            recorded_by_name="Honora",
            starts_at=NOON,
        )
        assert his.pk != mine.pk
    return theodore.pk


def test_a_copy_holds_nothing_of_the_other_guardian_nor_of_a_child_not_seen(
    live_school: School, vault: Vault
) -> None:
    maria = live_school.add_person("Maria Delacroix", "guardian")
    dov = live_school.add_person("Dov Aranda", "guardian")
    theodore = two_guardians(live_school, maria, dov)
    with live_school.inside(maria):
        export = ask_for_family_export(by=maria.actor, at=now())
    vault.new_entries()
    work()
    opened = [(each.action, each.purpose, each.account_id) for each in vault.new_entries()]
    copy = get(maria, live_school, f"privacy/exports/{export.pk}/copy.zip")
    archive = zipfile.ZipFile(io.BytesIO(copy.content))
    text = "".join(archive.read(name).decode() for name in ("index.html", "data.json"))

    assert [word for word in MARIAS if text.count(word) < 2] == []  # in the page and in the JSON
    assert [word for word in (*DOVS, "Wilhelmina", "Nuts", "Court of") if word in text] == []
    assert set(opened) == {(Action.REVEALED, Purpose.EXPORT, maria.account_id)}
    with live_school.inside(maria):
        kept = FamilyExport.objects.get(pk=export.pk)
        request = PrivacyRequest.objects.get(pk=export.request_id)
    assert (kept.student_ids, request.state, b"Theodore" in kept.content.data) == (
        [theodore],
        "answered",
        False,
    )


def asked_and_made(school: School, maria: Person) -> FamilyExport:
    with school.inside(maria):
        export = ask_for_family_export(by=maria.actor, at=now())
    work()
    return export


def test_a_copy_belongs_to_who_asked_and_closes_with_their_sight(live_school: School) -> None:
    maria = live_school.add_person("Maria Delacroix", "guardian")
    dov = live_school.add_person("Dov Aranda", "guardian")
    two_guardians(live_school, maria, dov)
    export = asked_and_made(live_school, maria)
    path = f"/{live_school.slug}/privacy/exports/{export.pk}/copy.zip"
    client = client_of(maria)
    before = client.get(path, secure=True).status_code
    others = client_of(dov).get(path, secure=True).status_code
    with live_school.inside(live_school.owner):
        Guardianship.objects.filter(account_id=maria.account_id).update(sees=False)
    after = client.get(path, secure=True).status_code

    assert (before, others, after) == (200, 404, 404)
