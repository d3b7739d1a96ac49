"""Nothing is forgotten: every table of a studio goes along or says why it stays."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from museminder.domain.leaving.formats.values import kind_of
from museminder.domain.leaving.rules.taken import ROWS_THAT_STAY, STAYS, tables, why_field_stays
from museminder.domain.people.models.name_key import NameKeyField
from museminder.foundation.identity.models import Account
from museminder.foundation.tenancy.fields import studio_field
from museminder.primitives.holdings import DataClass, holdings

# What does not go along, once more: whoever adds a table to the list has to say so here as well.
STAYING = {
    "tenancy.IdempotencyKey",
    "identity.Membership",
    "identity.Invitation",
    "privacy.ChangeLetter",
    "privacy.PolicyAcceptance",
    "privacy.RetentionRun",
    "outside.Disclosure",
    "consents.Consent",
    "consents.PartnerRequest",
    "consents.StudentLoginConsent",
    "consents.StudentLoginRequest",
    "courses.CalendarFeed",
    "billing.GatewayAccount",
    "switching.ImportBatch",
    "switching.ImportFile",
    "switching.ImportRow",
    "switching.ImportedRecord",
    "people.Widening",
    "leaving.Export",
    "leaving.ExportPart",
    "oversight.SupportGrant",
    "oversight.SupportLook",
    "people.RefusedSuggestion",
    "privacy.Erasure",
    "privacy.ErasureVoice",
    "privacy.FamilyExport",
    "privacy.PromotionalChoice",
    "privacy.StudioClosing",
    "privacy.TransferChoice",
}


def test_every_table_of_a_studio_goes_along_or_says_why_it_stays() -> None:
    owned = {model._meta.label for model in apps.get_models() if studio_field(model)}

    assert {table.label for table in tables()} | STAYING == owned
    assert (STAYS.keys(), [name for name, why in STAYS.items() if not why]) == (STAYING, [])
    assert ROWS_THAT_STAY.keys() == {"audit.Change"}


def test_every_table_comes_after_those_it_refers_to() -> None:
    placed: set[object] = set()
    early = []
    for table in tables():
        early += [
            f"{table.name}.{field.name}"
            for field in table.fields
            if field.is_relation and field.related_model not in placed | {table.model}
        ]
        placed.add(table.model)

    assert early == []


def test_every_field_that_goes_along_can_be_written() -> None:
    kinds = {kind_of(field) for table in tables() for field in table.fields}

    assert kinds == {
        *(
            "id",
            "text",
            "whole number",
            "true or false",
            "day",
            "moment",
            "time of day",
            "JSON",
            "list",
            "base64",
        ),
    }


@pytest.mark.parametrize(
    "field", [models.FileField(), models.FloatField(), models.BinaryField(), models.DurationField()]
)
def test_field_of_a_kind_the_format_does_not_know_is_noticed(field: models.Field) -> None:
    with pytest.raises(TypeError, match="of a kind that an export cannot write"):
        kind_of(field)


def test_what_stays_of_a_table_can_be_left_empty_or_is_made_again() -> None:
    needed = [
        f"{table.name}.{field.name}"
        for table in tables()
        for field in table.model._meta.local_fields
        if why_field_stays(field)
        and not field.null
        and not isinstance(field, NameKeyField)
        and field.name != "origins"  # stamped again by the database
    ]

    assert [name for name in needed if not name.endswith(".studio")] == []


def test_neither_accounts_nor_secrets_go_along() -> None:
    held = holdings()
    told = [f"{table.name}.{field.attname}" for table in tables() for field in table.fields]
    secret = [
        f"{table.name}.{field.attname}"
        for table in tables()
        for field in table.fields
        if held[table.label].fields.get(field.name) is DataClass.SECRET or field.related_model is Account
    ]

    assert secret == []
    assert [name for name in told if "account_id" in name and "family_account_id" not in name] == []
    assert [name for name in told if "membership" in name or name.endswith("hash")] == []
