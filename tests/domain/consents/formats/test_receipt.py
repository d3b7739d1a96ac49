"""A receipt in the shape of ISO/IEC TS 27560, that names the child by a number alone."""

import json

from museminder.domain.consents.actions.consents import ask_partner, withdraw_consent
from museminder.domain.consents.formats.receipt import receipt_file, receipt_of
from museminder.domain.consents.queries.consents import partner_of
from tests.domain.consents.family import NOON, Home


def test_a_receipt_has_the_four_parts_and_no_name_of_a_child(home: Home):
    with home.school.inside(home.guardian):
        asked = ask_partner(student_id=home.student.pk, partner="harbor", by=home.guardian.actor, at=NOON)
        consent = withdraw_consent(consent_id=asked.consent_id, by=home.guardian.actor, at=NOON)
        said = receipt_of(consent, studio="Clerestory", language="en", party=partner_of(consent), sent=[])
    receipt = json.loads(receipt_file(said))

    assert list(receipt) == ["header", "processing", "parties", "events", "disclosures"]
    assert receipt["header"]["schema_version"] == "ISO/IEC TS 27560:2023"
    assert receipt["header"]["pii_principal_id"] == str(home.student.pk)
    assert receipt["processing"]["privacy_notice"] == "partner:harbor:notice:1"
    assert receipt["processing"]["purposes"][0]["purpose"] == "instrument_insurance"
    assert [party["role"] for party in receipt["parties"]] == [
        "dpv:DataController",
        "dpv:ThirdParty",
        "dpv:DataSubject",
        "dpv:isIndicatedBy",
    ]
    assert [event["state"] for event in receipt["events"]] == ["dpv:ConsentGiven", "dpv:ConsentWithdrawn"]
    assert "Theodore" not in json.dumps(receipt)
