"""Writes down what is about to be told; when this returns the row is committed, whatever becomes of the page.

Inside a studio the row is written beside the transaction in hand, by the same capability on a connection of its own.
A job writes it between its transactions. Outside any studio it is a row of the account's.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.db import connections, transaction

from museminder.foundation.outside.contacts import Contact
from museminder.foundation.outside.models import AccountDisclosure, Disclosure
from museminder.foundation.outside.register import Kind, Refused, ThirdParty
from museminder.foundation.outside.telling import Basis, Reason, Telling, Told, subjects
from museminder.foundation.tenancy import context
from museminder.foundation.tenancy.context import Entry, NoEntry, apart, current_entry
from museminder.foundation.tenancy.jobs import is_job_running, studio_transaction

ACCOUNTS = "default"
Book = Callable[[Contact, ThirdParty, Telling], None]  # writes one row, committed when it returns


def write_down(contact: Contact, party: ThirdParty, telling: Telling) -> None:
    """Write one row for one message that is about to leave, and commit it.

    Raises ``Refused`` for a kind of information that the third party is not registered for, and for whoever would
    send in the middle of a job's transaction. What the database refuses (no live consent for this child, this third
    party, this reason) is an IntegrityError.
    """
    check_registered(party, telling)
    facts: dict[str, object] = {
        "third_party": party.key,
        "reason": str(telling.reason or party.reason),
        "told": [told.key for told in telling.told],
        "subjects": list(subjects()),
        "host": contact.host,
        "what": contact.what[:160],
    }
    if current_entry() is None and not is_job_running():
        if party.reason != Reason.LETTER:
            raise Refused(f"{party.name} is told something by a studio, or not at all.")
        _write_for_an_account(facts)
        return
    try:
        with _transaction_of_its_own():
            Disclosure(
                **facts,
                basis=telling.basis,
                consent_id=telling.consent_id,
                student_id=telling.student_id,
                notice_version=telling.notice_version,
            ).save(force_insert=True)
    except NoEntry as refusal:
        raise Refused("Nothing is told in the middle of a job's transaction.") from refusal


def check_registered(party: ThirdParty, telling: Telling) -> None:
    """Refuses to tell a third party what it is not registered to be told, and a partner anything without consent."""
    unknown = set(telling.told) - set(party.tells)
    if unknown:
        raise Refused(f"{party.name} is not registered to be told: {', '.join(sorted(unknown))}.")
    if party.kind == Kind.PARTNER and telling.basis == Basis.CONTRACT:
        is_a_farewell = telling.reason == Reason.WITHDRAWAL and set(telling.told) <= {Told.CONSENT_NUMBER}
        if not is_a_farewell:
            raise Refused(f"{party.name} is told nothing without a family's consent.")


def _transaction_of_its_own() -> AbstractContextManager[Entry]:
    return apart() if current_entry() is not None else studio_transaction()


def _write_for_an_account(facts: dict[str, object]) -> None:
    in_hand = connections[ACCOUNTS].in_atomic_block
    if not in_hand:
        AccountDisclosure(**facts).save(using=ACCOUNTS, force_insert=True)
        return
    with context.another_connection(ACCOUNTS), transaction.atomic(using=ACCOUNTS):
        AccountDisclosure(**facts).save(using=ACCOUNTS, force_insert=True)
