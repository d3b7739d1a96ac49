"""Fifty people an hour, one by one; whole lists by what they are for. The vault counts where it writes."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from museminder.foundation.vault.access_log.entries import Action, RevealHeld, entries_about
from museminder.foundation.vault.access_log.sequencing import sequence_waiting
from museminder.foundation.vault.access_log.verifying import verify
from museminder.foundation.vault.connecting import SERVICE
from museminder.foundation.vault.keys.subject_keys import hand_out, new_keys
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.quotas import DERIVED, ONE_BY_ONE, quota_of, quota_rows
from tests.foundation.vault.entries import AT, an_entry
from tests.vaults import Vault

FIFTY = [UUID(int=5000 + number) for number in range(50)]
ONE_MORE = UUID(int=9999)


def test_every_action_and_purpose_has_a_quota_and_an_unknown_one_counts_one_by_one() -> None:
    assert len(quota_rows()) == 3 * len(Purpose)
    assert [quota_of("revealed", each) for each in (Purpose.LESSON, Purpose.OWN_RECORD)] == [ONE_BY_ONE] * 2
    assert quota_of("ages_derived", Purpose.LESSON) == DERIVED
    assert quota_of("revealed", Purpose.EXPORT).times > 0


def test_the_fifty_first_is_held_until_the_first_is_an_hour_ago(own_vault: Vault) -> None:
    for number, subject in enumerate(FIFTY):
        an_entry(number, subjects=[subject])
    an_entry(60, subjects=[FIFTY[0]])  # somebody seen before is nobody new
    with pytest.raises(RevealHeld) as held:
        an_entry(70, subjects=[ONE_MORE])
    [written] = entries_about([ONE_MORE], studio_id=1)
    others = [
        an_entry(71, subjects=[ONE_MORE], **who) for who in ({"account_id": UUID(int=8)}, {"studio_id": 2})
    ]
    sequence_waiting()

    assert held.value.until == AT + timedelta(seconds=1, hours=1)  # the second: the first was seen again
    assert (written.action, written.id) == ("held", held.value.entry.id)
    assert [each.action for each in others] == ["revealed"] * 2
    assert an_entry(3602, subjects=[ONE_MORE]).action == "revealed"
    assert (verify().fault, verify().entries) == (None, 54)


def test_too_many_at_once_are_held_for_good(own_vault: Vault) -> None:
    with pytest.raises(RevealHeld) as held:
        an_entry(subjects=[*FIFTY, ONE_MORE])
    assert held.value.until is None
    assert an_entry(subjects=FIFTY).action == "revealed"  # what was held did not count


def test_a_moment_to_come_does_not_shorten_the_hour(own_vault: Vault) -> None:
    an_entry(subjects=FIFTY, at=AT + timedelta(days=3650))
    with pytest.raises(RevealHeld):
        an_entry(subjects=[ONE_MORE], at=AT + timedelta(days=3651))


def test_whole_lists_count_by_themselves_and_by_the_size_of_the_studio(own_vault: Vault) -> None:
    own_vault.do("update access_log.quota set least = 60, times = 1 where kind in ('export', 'derived')")
    lists = [FIFTY, [UUID(int=7000 + number) for number in range(12)]]
    an_entry(subjects=lists[0], purpose=Purpose.EXPORT)
    an_entry(subjects=lists[0], action=Action.AGES_DERIVED)
    held = []
    for facts in ({"purpose": Purpose.EXPORT}, {"action": Action.AGES_DERIVED}):
        with pytest.raises(RevealHeld) as refusal:
            an_entry(1, subjects=lists[1], **facts)
        held.append(refusal.value.until)
    new_keys(1, lists[1])  # two more people are enough room, twelve are known now

    assert held == [AT + timedelta(days=1), AT + timedelta(hours=1)]
    assert an_entry(2, subjects=lists[1], purpose=Purpose.EXPORT).action == "revealed"
    assert an_entry(3, subjects=FIFTY).action == "revealed"


def test_no_key_is_handed_out_for_what_was_held(own_vault: Vault) -> None:
    key = new_keys(1, [ONE_MORE])[ONE_MORE]
    sealed = key.seal(b"x", "1|somewhere|x")
    an_entry(subjects=FIFTY)
    with pytest.raises(RevealHeld) as held:
        an_entry(1, subjects=[ONE_MORE])
    with pytest.raises(psycopg.DatabaseError) as refusal:
        hand_out(held.value.entry.id, 1, [sealed])
    allowed = hand_out(an_entry(2, account_id=UUID(int=8), subjects=[ONE_MORE]).id, 1, [sealed])

    assert refusal.value.sqlstate == "MK003"
    assert allowed.unseal(sealed, ONE_MORE, "1|somewhere|x") == b"x"


def test_nobody_writes_by_the_count(own_vault: Vault) -> None:
    statements = (
        "insert into access_log.entry (id) values (gen_random_uuid())",
        "insert into access_log.inbox (entry_id) values (gen_random_uuid())",
        "update access_log.quota set least = 1000000",
        "delete from access_log.quota",
        "insert into access_log.permit (held_id) values (gen_random_uuid())",
        "select access_log.use_permit(null, null, null, null, null, null, null)",
        "select keys.keys_for(null, null)",
    )
    codes = []
    for statement in statements:
        with psycopg.connect(own_vault.role_dsn(SERVICE), autocommit=True) as connection:
            with pytest.raises(psycopg.Error) as refusal:
                connection.execute(statement)
            codes.append(refusal.value.sqlstate)
    assert codes == ["42501"] * len(statements)


def at_the_same_moment(vault: Vault) -> list[str]:
    """Two look at the 50th and 51st person; the second begins while the first has counted and not committed."""
    an_entry(subjects=FIFTY[:49])
    done: list[str] = []

    def look(subject: UUID) -> None:
        try:
            done.append(str(an_entry(1, subjects=[subject]).action))
        except RevealHeld:
            done.append("held")

    with psycopg.connect(vault.superuser_dsn) as holding:
        # whoever has counted stops before the inbox, until this transaction ends
        holding.execute("lock table access_log.inbox in share mode")
        threads = [threading.Thread(target=look, args=[each]) for each in (FIFTY[49], ONE_MORE)]
        for thread in threads:
            thread.start()
        waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%%write_down%%'"
        until = time.monotonic() + 10
        while vault.do(waiting + " and datname = current_database()") != [(2,)] and time.monotonic() < until:
            time.sleep(0.02)
    for thread in threads:
        thread.join()
    return sorted(done)


def test_two_requests_at_the_same_moment_cannot_both_pass(own_vault: Vault) -> None:
    assert at_the_same_moment(own_vault) == ["held", "revealed"]


def test_without_the_lock_both_would_pass(own_vault: Vault) -> None:
    """The mutant: the interleaving above is one that finds a count without a lock."""
    [(source,)] = own_vault.do("select pg_get_functiondef('access_log.count_and_write'::regproc)")
    line = "perform pg_advisory_xact_lock("
    assert source.count(line) == 1
    own_vault.do(source.replace(line, "perform concat("))
    assert at_the_same_moment(own_vault) == ["revealed", "revealed"]
