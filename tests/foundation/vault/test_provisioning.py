"""The vault is made once and brought up to date; again, nothing changes."""

from __future__ import annotations

import psycopg
from django.conf import settings

from museminder.foundation.embedded.secrets import vault_passwords
from museminder.foundation.vault.access_log.sequencing import log_key, sequence_waiting
from museminder.foundation.vault.access_log.verifying import verify
from museminder.foundation.vault.connecting import AUDITOR, vault_dsn
from museminder.foundation.vault.provisioning import provision_vault, vault_is_provisioned, waiting_steps
from museminder.foundation.vault.purposes import Purpose
from tests.foundation.vault.entries import entries
from tests.vaults import Vault

LOG = "select origin, verifier from access_log.log"


def asked(vault: Vault) -> tuple[str, str, dict[str, str]]:
    name = psycopg.conninfo.conninfo_to_dict(vault.superuser_dsn)["dbname"]
    return vault.superuser_dsn, str(name), vault_passwords(settings.MUSEMINDER_HOME)


def test_making_it_again_changes_nothing(own_vault: Vault) -> None:
    entries(2)
    sequence_waiting()
    before = own_vault.do(LOG)
    provision_vault(*asked(own_vault), log_key())

    assert (own_vault.do(LOG), verify().entries, verify().fault) == (before, 2, None)
    assert (vault_is_provisioned(*asked(own_vault)), waiting_steps(vault_dsn(AUDITOR))) == (True, [])


def test_an_older_vault_and_one_that_is_not_there_are_told_from_one_of_this_version(own_vault: Vault) -> None:
    server, name, passwords = asked(own_vault)
    own_vault.do("delete from step where name = '0001_access_log'")
    waiting = waiting_steps(vault_dsn(AUDITOR))
    told = [
        vault_is_provisioned(server, name, passwords | {"vault_owner": "another"}),
        vault_is_provisioned(server, "nothing", passwords),
        vault_is_provisioned("host=/nonexistent", name, passwords),
    ]

    assert (waiting, told) == (["0001_access_log"], [False, False, False])


def test_the_purposes_of_the_program_are_those_of_the_vault(vault: Vault) -> None:
    known = {name for (name,) in vault.do("select name from access_log.purpose")}

    assert known == {str(purpose) for purpose in Purpose}
    assert {name for name in known if "market" in name} == set()


def test_no_role_of_the_vault_has_a_power(vault: Vault) -> None:
    powers = vault.do(
        "select rolname::text from pg_roles where rolname like 'vault\\_%' and "
        "(rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication or rolinherit)"
    )

    assert powers == []
