"""37. Rewriting the access log with all the rights there are: the first bad entry is named, a kept head refuses."""

import pytest

from museminder.foundation.vault.access_log.sequencing import sequence_waiting
from museminder.foundation.vault.access_log.verifying import verify
from museminder.foundation.vault.access_log.witnessing import checkpoints_to_keep
from tests.foundation.vault.entries import entries

TAMPERING = {
    "edit": ("update access_log.entry set account_id = null where id = '{2}'", ("changed", 2)),
    "delete": ("delete from access_log.entry where id = '{3}'", ("removed", 3)),
    "reorder": (
        (
            "update access_log.leaf set (entry_id, commitment) = (select o.entry_id, o.commitment"
            " from access_log.leaf o where o.index = 5 - leaf.index) where index in (1, 4)"
        ),
        ("reordered", 1),
    ),
    "truncate": ("truncate access_log.leaf", ("removed", 0)),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_every_tampering_names_the_first_bad_entry(own_vault, how):
    statement, named = TAMPERING[how]
    written = entries(6)
    sequence_waiting()
    assert verify().fault is None
    own_vault.do("alter table access_log.leaf drop constraint leaf_entry_id_key")
    own_vault.do(statement.format(*(entry.id for entry in written)))
    fault = verify().fault

    assert (fault.kind, fault.index) == named


def test_two_heads_of_the_same_size_are_refused(own_vault):
    entries(2)
    sequence_waiting()
    kept = checkpoints_to_keep()
    for table in ("entry", "leaf", "node", "checkpoint"):
        own_vault.do(f"truncate access_log.{table} cascade")
    entries(2)
    sequence_waiting()
    fault = verify(kept).fault

    assert (verify().fault, fault.kind, fault.index) == (None, "forked", 0)
