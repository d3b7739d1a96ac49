"""The account that copies a cluster may read all of it and write nothing."""

from __future__ import annotations

import psycopg
import pytest

from museminder.foundation.backups.reading_clusters import make_role, reader_dsn, system_of
from tests.foundation.backups.conftest import Kept


def test_the_account_replicates_and_writes_nothing(kept: Kept) -> None:
    make_role(kept.embedded)
    make_role(kept.embedded)
    powers = kept.execute("select rolreplication, rolsuper from pg_roles where rolname = 'backup'")
    with (
        psycopg.connect(reader_dsn(kept.embedded)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("insert into family values (9, 'Zoe')")

    assert (powers, system_of(kept.embedded).isdigit()) == ([(True, False)], True)
