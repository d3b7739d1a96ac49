"""Attack 24: marketing as a purpose. No list has it, and no table takes it."""

from __future__ import annotations

import re
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps

from museminder.foundation.vault.access_log.entries import Action, write_down
from museminder.foundation.vault.purposes import Purpose
from museminder.primitives.clock import now
from tests.vaults import Vault

FORBIDDEN = re.compile(r"market|advert|promot|newsletter|campaign", re.IGNORECASE)


@pytest.mark.parametrize("name", ["marketing", "marketing_to_families", "advertising", "promotion"])
def test_no_purpose_is_called_so(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Purpose(name)


def test_the_access_log_takes_no_other_purpose(vault: Vault) -> None:
    with psycopg.connect(vault.role_dsn("vault_service"), autocommit=True) as service:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            service.execute("insert into access_log.purpose values ('studio_news')")
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            service.execute(ENTRY, {"id": uuid4(), "subject": [uuid4()], "purpose": "marketing"})
        service.execute(ENTRY, {"id": uuid4(), "subject": [uuid4()], "purpose": "lesson"})


def test_not_even_the_superuser_adds_it_to_the_list(vault: Vault) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        vault.do("insert into access_log.purpose values ('marketing')")


def test_a_page_that_names_one_opens_nothing(vault: Vault) -> None:
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        write_down(
            studio_id=1,
            account_id=None,
            action=Action.REVEALED,
            purpose="marketing",  # type: ignore[arg-type]
            fields=["student.birth_date"],
            subjects=[uuid4()],
            at=now(),
        )
    assert vault.new_entries() == []


def test_no_choice_of_any_column_is_called_so() -> None:
    """Whatever an area adds later: no column has such a value, none has such a name near a family."""
    choices = [
        (each, str(value))
        for model in apps.get_models()
        for each in model._meta.local_fields
        for value, _ in each.flatchoices or ()
    ]
    assert len(choices) > 50
    assert [f"{each} {value}" for each, value in choices if FORBIDDEN.search(value)] == []
    assert FORBIDDEN.search("marketing_by_mail")  # it finds what it looks for


ENTRY = """
select access_log.write_down(%(id)s, now(), 1, null, 'revealed', %(purpose)s, '{student.birth_date}', %(subject)s,
    sha256('x'), sha256('y'), sha256('z'))
"""
