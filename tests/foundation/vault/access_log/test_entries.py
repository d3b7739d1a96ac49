"""An entry is ids and enumerations, committed at once and for good."""

from __future__ import annotations

import hmac
import json
from datetime import timedelta, timezone
from uuid import UUID

import psycopg
import pytest

from museminder.foundation.vault.access_log.entries import Action, Entry, entries_about
from museminder.foundation.vault.purposes import Purpose
from tests.foundation.vault.entries import AT, WHO, an_entry
from tests.vaults import Vault

REFUSED = "42501"


def test_an_entry_is_there_when_writing_returns(vault: Vault) -> None:
    entry = an_entry(account_id=None, subjects=[UUID(int=1), UUID(int=2)])

    assert vault.new_entries() == [entry]
    assert (entry.account_id, entry.subjects) == (None, (UUID(int=1), UUID(int=2)))


def test_canonical_bytes_are_the_same_wherever_the_clock_stood() -> None:
    at_home = AT.astimezone(timezone(timedelta(hours=-7)))
    facts = (1, WHO, Action.REVEALED, Purpose.INVOICE, ("people.guardian.address",), (UUID(int=5),))
    one, other = Entry(UUID(int=1), AT, *facts), Entry(UUID(int=1), at_home, *facts)

    assert one.canonical() == other.canonical()
    assert json.loads(one.canonical()) == {
        "account": str(WHO),
        "action": "revealed",
        "at": "2026-05-20T16:00:00.000000+00:00",
        "fields": ["people.guardian.address"],
        "id": str(UUID(int=1)),
        "purpose": "invoice",
        "studio": 1,
        "subjects": [str(UUID(int=5))],
    }
    assert one.commitment(bytes(32)) == hmac.digest(bytes(32), one.canonical(), "sha256")


def test_entries_about_a_subject_are_found_in_their_studio_alone(vault: Vault) -> None:
    child = UUID(int=0xC417D)
    mine = [an_entry(number, studio_id=41, subjects=[child, UUID(int=number)]) for number in (1, 2)]
    an_entry(3, studio_id=42, subjects=[child])

    assert entries_about([child], studio_id=41) == mine[::-1]
    assert entries_about([child], studio_id=41, most=1) == mine[1:]


def test_a_look_for_a_court_that_is_not_told_takes_no_place_in_the_list(vault: Vault) -> None:
    child = UUID(int=4100)
    facts = {"studio_id": 41, "subjects": [child]}
    mine = [an_entry(number, **facts) for number in range(2)]
    told, hidden = (an_entry(number, purpose=Purpose.LEGAL_DEMAND, **facts) for number in (2, 3))

    def found(**asked: object) -> list[Entry]:
        return entries_about([child], studio_id=41, **asked)

    assert found() == [hidden, told, *mine[::-1]]
    assert found(for_courts={told.id}) == [told, *mine[::-1]]
    assert (found(for_courts=set(), most=2), found(for_courts={told.id}, most=2)) == (
        mine[::-1],
        [told, mine[1]],
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"fields": ["The birth date of Ada Lovelace"]},
        {"subjects": []},
        {"purpose": "marketing"},
        {"purpose": "curiosity"},
        {"action": "sold"},
    ],
)
def test_nothing_but_ids_and_known_words_gets_in(vault: Vault, facts: dict) -> None:
    with pytest.raises(psycopg.errors.IntegrityError):
        an_entry(**facts)
    assert vault.new_entries() == []


@pytest.mark.parametrize("role", ["vault_service", "vault_sequencer", "vault_auditor"])
@pytest.mark.parametrize("table", ["entry", "salt", "leaf", "node", "checkpoint", "purpose", "log"])
def test_no_serving_role_may_rewrite_or_erase(vault: Vault, role: str, table: str) -> None:
    column = {"entry": "at", "salt": "salt", "purpose": "name", "log": "origin"}.get(table, "index")
    column = {"node": "hash", "checkpoint": "note"}.get(table, column)
    codes = []
    with psycopg.connect(vault.role_dsn(role), autocommit=True) as connection:
        for statement in (
            f"update access_log.{table} set {column} = {column}",
            f"delete from access_log.{table}",
            f"truncate access_log.{table} cascade",
            f"drop table access_log.{table}",
            f"alter table access_log.{table} disable trigger all",
        ):
            with pytest.raises(psycopg.Error) as refusal:
                connection.execute(statement)  # type: ignore[call-overload]
            codes.append(refusal.value.sqlstate)

    assert codes == [REFUSED] * 5


def test_pages_cannot_read_salts_nor_become_somebody_else(vault: Vault) -> None:
    codes = []
    with psycopg.connect(vault.role_dsn("vault_service"), autocommit=True) as connection:
        for statement in (
            "select * from access_log.salt",
            "select access_log.forget('{}')",
            "set role vault_owner",
            "create table access_log.mine (n int)",
            "create table public.mine (n int)",
            "insert into access_log.leaf values (0, gen_random_uuid(), sha256('x'))",
        ):
            with pytest.raises(psycopg.Error) as refusal:
                connection.execute(statement)
            codes.append(refusal.value.sqlstate)

    assert codes == [REFUSED] * 6


def test_a_studio_s_site_has_no_way_into_the_vault(vault: Vault, database: object) -> None:
    name = psycopg.conninfo.conninfo_to_dict(vault.superuser_dsn)["dbname"]
    ways = [database.role_dsn(role) for role in ("studio", "member", "owner")]  # type: ignore[attr-defined]
    said = []
    for way in ways:
        with pytest.raises(psycopg.OperationalError) as refusal:
            psycopg.connect(psycopg.conninfo.make_conninfo(way, dbname=name))
        said.append("permission denied for database" in str(refusal.value))

    assert said == [True, True, True]
